import { z } from 'zod';
import { checked, BadInput } from '../../input';
import type { Collection } from '../../platform';
import { follow, pickByNumber, toId } from '../documents/references';
import type { Row, Value } from '../documents/row';
import type { Store } from '../documents/store';
import { total } from './decimal';

const quantityDigits = 10;
const separator = '/';
/** The parts of a key, as the on-hand stock service names them. */
const parts = [
  ['FStockOrgId', 'ORG_Organizations'],
  ['FMaterialId', 'BD_MATERIAL'],
  ['FStockId', 'BD_STOCK'],
] as const;

/** Where a quantity lies: internal ids of organization, material and stock. */
export function stockKey(...ids: readonly (Value | undefined)[]): string {
  return ids.map((id) => String(id ?? 0)).join(separator);
}

/** On-hand quantities in base units; what nobody set is 0. */
export class StockLevels {
  readonly #quantities = new Map<string, number>();

  of(key: string): number {
    return this.#quantities.get(key) ?? 0;
  }

  /** Adds to a quantity; part of the store's running transaction. */
  change(key: string, by: number, store: Store): void {
    const before = this.of(key);
    this.#quantities.set(key, total([before, by], quantityDigits));
    store.onUndo(() => this.#quantities.set(key, before));
  }

  clear(): void {
    this.#quantities.clear();
  }

  entries(): [string, number][] {
    return [...this.#quantities];
  }

  replace(levels: readonly (readonly [string, number])[]): void {
    this.clear();
    for (const [key, quantity] of levels) this.#quantities.set(key, quantity);
  }
}

const reference = z.strictObject({ FNumber: z.string() });
const levelRow = z.strictObject({
  FStockOrgId: reference,
  FMaterialId: reference,
  FStockId: reference,
  FBaseQty: z.number(),
});

/** The stock levels for the control address: `{FStockOrgId:{FNumber},FMaterialId:{FNumber},FStockId:{FNumber},FBaseQty}`. */
export function levelCollection(levels: StockLevels, store: Store): Collection {
  return {
    list: () => levels.entries().map(([key, quantity]) => wireLevel(key, quantity, store)),
    count: () => levels.entries().length,
    replace: (rows) => levels.replace(rows.map((row, index) => readLevel(row, index, store))),
  };
}

function wireLevel(key: string, quantity: number, store: Store): object {
  const ids = key.split(separator).map(toId);
  const named = parts.map(([field, form], index) => {
    const row = follow(store, form, ids[index]);
    return [field, row === undefined ? null : { FNumber: store.table(form).numberOf(row) }];
  });
  return { ...Object.fromEntries(named), FBaseQty: quantity };
}

function readLevel(raw: unknown, index: number, store: Store): [string, number] {
  const where = `STK_Inventory[${index}]`;
  const row = checked(levelRow, raw, where);
  const organization = find(store, 'ORG_Organizations', row.FStockOrgId.FNumber, where);
  const others = [
    find(store, 'BD_MATERIAL', row.FMaterialId.FNumber, where, organization.id),
    find(store, 'BD_STOCK', row.FStockId.FNumber, where, organization.id),
  ];
  return [stockKey(organization.id, ...others.map(({ id }) => id)), row.FBaseQty];
}

function find(store: Store, form: string, number: string, where: string, organization?: Value): Row {
  const row = pickByNumber(store.table(form), number, organization);
  if (row === undefined) throw new BadInput(`${where}: there is no ${form} "${number}"`);
  return row;
}
