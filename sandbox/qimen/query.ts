import { z } from 'zod';
import { Refusal } from '../jushuitan/refusal';
import { shanghaiMoment } from '../shanghai';
import type { Fields } from './checks';
import { idList } from './id-list';
import type { QimenSwitches } from './switches';

/** Status values of the method (page §5.2). */
const statuses = ['WaitConfirm', 'Confirmed', 'Cancelled', 'Delete', 'OuterConfirming', 'Archive'];
const weekMilliseconds = 7 * 24 * 3600 * 1000;

const moment = z.string().transform((text, context) => {
  const value = shanghaiMoment(text);
  if (!value) context.addIssue('no time');
  return value?.getTime() ?? 0;
});
const digits = z.string().regex(/^\d+$/);
const flag = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1');

const parameters = z.object({
  start_time: moment.optional(),
  end_time: moment.optional(),
  date_type: z.enum(['0', '2']).default('0'),
  status: z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .optional(),
  so_ids: idList.optional(),
  o_ids: idList.optional(),
  io_ids: idList.optional(),
  wave_ids: idList.optional(),
  shop_id: digits.optional(),
  wms_co_id: digits.optional(),
  owner_co_id: digits.optional(),
  start_ts: digits.transform(BigInt).optional(),
  is_get_total: flag.default(true),
  archive: flag.default(false),
});

/** Business parameters as read: times in epoch milliseconds, `start_ts` of any size. */
export type SaleoutQuery = z.infer<typeof parameters>;

/** Reads the business parameters; empty ones count as left out. Throws Jushuitan's Refusal for what it would refuse. */
export function readQuery(fields: Fields, switches: QimenSwitches): SaleoutQuery {
  const sent = Object.fromEntries([...fields].filter(([, value]) => value !== ''));
  const read = parameters.safeParse(sent);
  if (!read.success) throw new Refusal('notConvertible');
  for (const rule of rules) if (!rule(read.data, switches)) throw new Refusal('badParameter');
  return read.data;
}

type Rule = (query: SaleoutQuery, switches: QimenSwitches) => boolean;

/** What must hold between the parameters (page §5.2); code and text of a breach are an own choice (§7.1). */
const rules: readonly Rule[] = [wholeWindow, windowOrStandIn, boundedIds, knownStatus, cursorAlone];

function wholeWindow({ start_time, end_time }: SaleoutQuery): boolean {
  if (start_time === undefined || end_time === undefined) return start_time === end_time;
  return start_time <= end_time && end_time - start_time <= weekMilliseconds;
}

function windowOrStandIn(query: SaleoutQuery, { windowWaivedBy }: QimenSwitches): boolean {
  const { start_time, start_ts, so_ids, o_ids, io_ids } = query;
  const standIns = windowWaivedBy === 'so_ids' ? [so_ids] : [so_ids, o_ids, io_ids];
  return start_time !== undefined || start_ts !== undefined || standIns.some((ids) => ids !== undefined);
}

function boundedIds({ so_ids, o_ids, io_ids }: SaleoutQuery, { idsLimit }: QimenSwitches): boolean {
  return idsLimit === 0 || [so_ids, o_ids, io_ids].every((ids) => (ids?.length ?? 0) <= idsLimit);
}

function knownStatus({ status = [] }: SaleoutQuery, { statusList }: QimenSwitches): boolean {
  return status.every((one) => statuses.includes(one)) && (statusList === 'several' || status.length <= 1);
}

function cursorAlone(query: SaleoutQuery, { cursorWithConditions }: QimenSwitches): boolean {
  if (query.start_ts === undefined || cursorWithConditions === 'combined') return true;
  const { start_time, status, so_ids, o_ids, io_ids, wave_ids, shop_id, wms_co_id, owner_co_id } = query;
  const conditions = [start_time, status, so_ids, o_ids, io_ids, wave_ids, shop_id, wms_co_id, owner_co_id];
  return conditions.every((one) => one === undefined) && !query.archive;
}
