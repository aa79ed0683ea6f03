import type { ReconcileResult } from '../../../src/commands/reconcile';
import { DIFFERENCE_KINDS, type Reconciliation } from '../../../src/contract/reconcile';
import { cleanEnvironment, jinqiao } from '../../commands/jinqiao';
import type { WireRow } from '../../support/control';
import type { World } from '../../support/world';

/** The day so many days ago in Asia/Shanghai. */
export const daysAgo = (days: number) =>
  new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10);

/** Keys of all findings, by kind. */
export const keysOf = ({ found }: Reconciliation) =>
  Object.fromEntries(DIFFERENCE_KINDS.map((kind) => [kind, found[kind].map(({ key }) => key)]));

/** Findings of a clean report. */
export const nothing = Object.fromEntries(DIFFERENCE_KINDS.map((kind) => [kind, []]));

/** Runs a command in a world. */
export function command(world: World, ...args: string[]) {
  return jinqiao(args, { env: cleanEnvironment(world.env) });
}

/** Reconciles to the end. */
export async function reconciled(world: World, scheme: string, ...options: string[]) {
  const { code, stdout, stderr } = await command(world, 'reconcile', scheme, '--json', ...options);
  expect({ stderr }).toEqual({ stderr: '' });
  return { code, ...(JSON.parse(stdout) as ReconcileResult) };
}

/** A document as a new one: without the internal ids of its own and of its entries. */
export function withoutIds({
  FID: _id,
  FStockId: _stock,
  FCUSTID: _customer,
  FENTRYID: _line,
  FEntryId: _head,
  ...row
}: WireRow): WireRow {
  const entries = Object.entries(row).map(([key, value]) => {
    if (Array.isArray(value)) return [key, (value as WireRow[]).map(withoutIds)];
    return [key, key === 'SubHeadEntity' ? withoutIds(value as WireRow) : value];
  });
  return Object.fromEntries(entries) as WireRow;
}

/** Puts documents as they are, doubles among them. */
export async function plant(world: World, form: string, rows: readonly WireRow[]): Promise<void> {
  await world.control.switches('kingdee', { uniqueWithoutValidation: false });
  await world.control.put('kingdee', form, rows);
}
