import type { WireRow } from '../../support/control';
import type { World } from '../../support/world';
import type { Random } from './random';

/** A list that somebody works on while it is read. */
export interface MovingList {
  readonly platform: string;
  readonly operation: string;
  readonly collection: string;
  readonly key: string;
  /** Member of the documents that holds it. */
  readonly documentKey: string;
  /** What an edit makes of a row. */
  edited(row: WireRow): WireRow;
  /** A row that was not there before. */
  fresh(row: WireRow, number: number): WireRow;
}

/** Keys of rows that were edited, deleted or added since a run began. */
export type Touched = Set<unknown>;

/**
 * Until the run is over, does something to the list before each call that reads it: after the answer to the call before,
 * and before its own. Every read waits a second for that.
 */
export async function workOn(
  world: World,
  list: MovingList,
  random: Random,
  result: Promise<unknown>,
): Promise<Touched> {
  let isOver = false;
  const over = (): void => void (isOver = true);
  result.then(over, over);
  const touched: Touched = new Set();
  // A run that asks more often than there are rows would leave none that stood still.
  const most = (await world.control.rows(list.platform, list.collection)).length / 2;
  const calls = async () => (await world.control.requests(`?operation=${list.operation}`)).length;
  const isOverOr = (seen: number) => async () => isOver || (await calls()) >= seen;
  // The first call finds the list as it was when the run began.
  await world.until(isOverOr(1));
  for (let seen = 2; ; seen += 1) {
    await world.until(isOverOr(seen));
    if (isOver) return touched;
    if (touched.size < most) await change(world, list, random, touched);
  }
}

async function change(world: World, list: MovingList, random: Random, touched: Touched): Promise<void> {
  const rows = await world.control.rows(list.platform, list.collection);
  const row = random.pick(rows);
  const kind = random.pick(['edit', 'edit', 'delete', 'add'] as const);
  if (kind === 'add') {
    const added = list.fresh(row, touched.size + 1);
    touched.add(added[list.key]);
    return void (await world.control.put(list.platform, list.collection, [...rows, added]));
  }
  touched.add(row[list.key]);
  const changed = rows.flatMap((one) => (one !== row ? [one] : kind === 'edit' ? [list.edited(row)] : []));
  await world.control.put(list.platform, list.collection, changed);
}
