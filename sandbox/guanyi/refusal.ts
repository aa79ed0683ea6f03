import { z } from 'zod';

/** What a failure says in its four error members; those left out are "". */
const errorMembers = z.strictObject({
  errorCode: z.string().optional(),
  subErrorCode: z.string().optional(),
  errorDesc: z.string().optional(),
  subErrorDesc: z.string().optional(),
});
/** The error members of one kind of failure; `{}` in a text stands for the next detail. */
export type ErrorMembers = z.infer<typeof errorMembers>;

/**
 * No table of Guanyi's is public (page §4): the codes are plainly artificial, so that no client builds on them. Attested
 * are `PARAM ERR` for parameters and the text about page_size.
 */
const table = {
  badBody: { errorCode: 'SIM-BODY', errorDesc: 'SIM: the body is not one JSON object' },
  missingMember: { errorCode: 'SIM-MEMBER', errorDesc: 'SIM: {} is missing or no string' },
  badApp: { errorCode: 'SIM-APPKEY', errorDesc: 'SIM: unknown appkey' },
  badSession: { errorCode: 'SIM-SESSION', errorDesc: 'SIM: unknown or withdrawn sessionkey' },
  badSign: { errorCode: 'SIM-SIGN', errorDesc: 'SIM: sign does not fit the body' },
  badMethod: { errorCode: 'SIM-METHOD', errorDesc: 'SIM: no method {}' },
  tooFast: { errorCode: 'SIM-RATE', errorDesc: 'SIM: too many calls a second' },
  badParameter: { errorCode: 'PARAM ERR', errorDesc: 'SIM: {} is no value this parameter can have' },
  emptyParameter: { errorCode: 'PARAM ERR', errorDesc: 'SIM: {} is sent without a value; leave it out' },
  badPageSize: { errorCode: 'PARAM ERR', errorDesc: 'page_size={} is out of given range 1~{}' },
} as const satisfies Record<string, ErrorMembers>;

/** Why a call is refused. */
export type RefusalReason = keyof typeof table;

const reasons = Object.keys(table) as [RefusalReason, ...RefusalReason[]];
const changes = z.partialRecord(z.enum(reasons), errorMembers);

/** Whether a text is JSON with changes to the error table: `{"badSign":{"subErrorCode":"…","subErrorDesc":"…"}}`. */
export function isErrorTable(text: string): boolean {
  try {
    return changes.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

/** Thrown where a call is refused; the route turns it into the failure envelope. */
export class Refusal extends Error {
  readonly #details: readonly (string | number)[];

  constructor(
    readonly reason: RefusalReason,
    ...details: readonly (string | number)[]
  ) {
    super(reason);
    this.#details = details;
  }

  /** The error members by the table, as a text of `isErrorTable` changes it: an entry there replaces the whole entry. */
  words(changedTable: string): ErrorMembers {
    const entry = changes.parse(JSON.parse(changedTable))[this.reason] ?? table[this.reason];
    return Object.fromEntries(Object.entries(entry).map(([member, text]) => [member, this.#filled(text)]));
  }

  #filled(text: string | undefined): string {
    const details = [...this.#details];
    return (text ?? '').replace(/\{\}/g, () => String(details.shift() ?? ''));
  }
}
