import { z } from 'zod';
import { turned } from '../turning';
import { Refusal } from './refusal';
import type { JushuitanSwitches } from './switches';

/** The paging block with one page of rows, its keys in recorded order. */
export interface Page<Row = unknown> {
  readonly page_size: number;
  readonly page_index: number;
  readonly data_count?: number;
  readonly page_count?: number;
  readonly has_next: boolean;
  readonly datas: readonly Row[];
}

/** Strings are accepted for numbers; null and "" as left out (page §4). */
const whole = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^-?\d+$/)
      .transform(Number),
    z.literal('').transform(() => undefined),
  ])
  .nullish();
const pagingParameters = z.looseObject({ page_index: whole, page_size: whole });

/** The switches that shape a page. */
export type PagingSwitches = Pick<
  JushuitanSwitches,
  'counts' | 'hasNext' | 'pageTurning' | 'pageSizeLimit' | 'oversize'
>;

/** Cuts the page that the business parameters ask for. Throws a Refusal for parameters that make no page. */
export function pageOf<Row>(rows: readonly Row[], parameters: unknown, switches: PagingSwitches): Page<Row> {
  const asked = pagingParameters.safeParse(parameters);
  if (!asked.success) throw new Refusal('notConvertible');
  const index = asked.data.page_index ?? 1;
  const size = pageSize(asked.data.page_size ?? 30, switches);
  if (index < 1) throw new Refusal('badParameter');
  const { rows: datas, counted } = turned(rows, { index, size }, switches.pageTurning);
  const page = { has_next: hasNext(index * size < counted, switches), datas };
  if (switches.counts === 'absent') return { page_size: size, page_index: index, ...page };
  if (switches.counts !== 'zero') {
    const count = switches.counts === 'page' ? datas.length : counted;
    const counts = { data_count: count, page_count: Math.ceil(count / size) };
    return { page_size: size, page_index: index, ...counts, ...page };
  }
  // Recorded: an answer to a query without paging parameters had 0 in all four keys.
  const sent = { page_size: asked.data.page_size ?? 0, page_index: asked.data.page_index ?? 0 };
  return { ...sent, data_count: 0, page_count: 0, ...page };
}

function hasNext(isSo: boolean, switches: PagingSwitches): boolean {
  return { exact: isSo, always: true, never: false }[switches.hasNext];
}

function pageSize(asked: number, { pageSizeLimit, oversize }: PagingSwitches): number {
  const tooLarge = asked > pageSizeLimit && oversize === 'refuse';
  if (asked < 1 || tooLarge) throw new Refusal('badParameter');
  return Math.min(asked, pageSizeLimit);
}

/** What the journal notes of a query: the paging that was asked for, as it was sent. */
export function pagingSummary(parameters: unknown): Record<string, unknown> {
  const sent = Object(parameters) as Record<string, unknown>;
  const asked = { page_index: sent.page_index, page_size: sent.page_size };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}
