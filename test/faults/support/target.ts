import type { WireRow } from '../../support/control';
import type { World } from '../../support/world';
import type { SchemeCase } from './cases';

/** What the simulator gives by itself: times of its own, and internal ids, which are numbers where references are objects. */
const ownTime = /^F(Create|Modify|Approve)Date$/;
const ownId = /^F(StockId|CUSTID|ID|EntryID)$/i;

/** The documents that a scheme writes, as the target holds them. */
export function targetOf(world: World, { target: [platform, collection] }: SchemeCase): Promise<WireRow[]> {
  return world.control.rows(platform, collection);
}

/** Compares document by document, leaving out ids and times that the simulator gave. Fails for one that is there twice. */
export function expectSameTarget(actual: readonly WireRow[], expected: readonly WireRow[]): void {
  expect(comparable(actual)).toEqual(comparable(expected));
}

/** Business key of a document, with its organization where it has one. */
function keyOf(document: WireRow): string {
  const { FBillNo, FNumber, FUseOrgId, distributorCode } = document;
  return JSON.stringify([FBillNo ?? FNumber ?? distributorCode, FUseOrgId]);
}

function comparable(documents: readonly WireRow[]): unknown[] {
  return documents
    .map((document) => withoutOwn(document) as WireRow)
    .sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
}

function withoutOwn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOwn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, member]) => !ownTime.test(name) && !(ownId.test(name) && typeof member === 'number'))
      .map(([name, member]) => [name, withoutOwn(member)]),
  );
}
