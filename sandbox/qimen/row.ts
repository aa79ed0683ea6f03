import { z } from 'zod';

const number = z.union([z.int(), z.string().regex(/^\d+$/)]);
const text = z.string().nullish();

/** What the simulator itself must understand of a row; all else is held and served as it was given. */
const saleoutRow = z.looseObject({
  io_id: number,
  /** SQL Server's row version; beyond 2^53 as text. Given by the simulator where it is left out. */
  ts: number.optional(),
  o_id: number.nullish(),
  so_id: text,
  shop_id: number.nullish(),
  wms_co_id: number.nullish(),
  owner_co_id: number.nullish(),
  wave_id: z.union([number, z.string()]).nullish(),
  status: text,
  created: text,
  modified: text,
  io_date: text,
  pay_date: text,
  items: z.array(z.looseObject({})).nullish(),
});

/** A row of `jushuitan.saleout.list.query` in the documented shape (page §5.3): money and weight as text, ids as numbers. */
export type SaleoutRow = z.infer<typeof saleoutRow>;

/** Rows as they come over the control address. */
export const saleoutRows = z.array(saleoutRow);
