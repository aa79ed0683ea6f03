/**
 * What Kingdee's refusals mean: the one table from message, MsgCode and login result to a cause and to what people can
 * do. Texts are recorded or reported ones unless marked *unverified*; MsgCodes are the vendor's published list.
 */
import { plain, familyOf } from '../meanings';
import { baseDataMeanings, conflictMeanings, recordMeanings, valueMeanings } from './causes/records';
import { callMeanings, loginMeanings, passingMeanings } from './causes/calls';
import type { Meaning } from './causes/meaning';

export type { Effect, Meaning } from './causes/meaning';

/** In the order of search: a row that knows more of the matter stands before one that knows less. */
const table = [
  ...callMeanings,
  ...loginMeanings,
  ...conflictMeanings,
  ...valueMeanings,
  ...baseDataMeanings,
  ...recordMeanings,
  ...passingMeanings,
];

/** Stable name of a cause. */
export type CauseName = (typeof table)[number]['cause'];

/** All causes' names, each once. */
export const causeNames = [...new Set(table.map(({ cause }) => cause))] as [CauseName, ...CauseName[]];

/** What a site's own words for causes are, by cause: fragments of messages. */
export type SiteMessages = Readonly<Partial<Record<CauseName, readonly string[] | undefined>>>;

/** A refusal in the platform's words and codes. */
export interface Refusal {
  /** Field name and message. */
  readonly text: string;
  readonly msgCode?: number | undefined;
  readonly loginResult?: number | undefined;
  readonly loginCode?: string | undefined;
}

/**
 * What a refusal of a read or a write means. The site's own words come first, then the table's texts, then codes:
 * Kingdee's MsgCode is often 0 or 11 whatever happened. `undefined` for a refusal the table does not know.
 */
export function meaningOf(
  refusal: Refusal,
  kind: 'read' | 'write',
  site: SiteMessages = {},
): Meaning | undefined {
  const rows: readonly Meaning[] = table.filter(
    (row: Meaning) => row.only === undefined || row.only === kind,
  );
  const text = plain(refusal.text);
  const family = familyOf(refusal.text);
  return (
    rows.find((row) => site[row.cause as CauseName]?.some((words) => refusal.text.includes(words))) ??
    rows.find((row) => row.text?.test(text) || (row.family !== undefined && row.family === family)) ??
    rows.find((row) => row.loginCode !== undefined && row.loginCode === refusal.loginCode) ??
    rows.find((row) => refusal.msgCode !== undefined && row.msgCodes?.includes(refusal.msgCode)) ??
    rows.find((row) => row.loginResult !== undefined && row.loginResult === refusal.loginResult)
  );
}
