import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RunInput } from '../../src/contract/run';
import type { WireRow } from '../support/control';
import type { World } from '../support/world';
import { daysAgo } from './days';

/** What a scheme must leave behind, written by hand: rows of the sandbox before a run, and the target's documents after it. */
export interface Target {
  /** Rows by platform and collection, put in this order. */
  readonly put: Readonly<Record<string, Readonly<Record<string, readonly WireRow[]>>>>;
  readonly switches?: Readonly<Record<string, object>>;
  readonly input?: RunInput;
  /** Members of the run's report. */
  readonly report: object;
  /** All refused records, in order. */
  readonly rejected: readonly { readonly key: string; readonly cause: string; readonly field?: string }[];
  /** Members of the report of a second run, how many writes it tries that the target refuses, and its input, if another. */
  readonly again: { readonly report: object; readonly refusedWrites: number; readonly input?: RunInput };
  readonly target: {
    readonly platform: string;
    readonly collection: string;
    readonly key: string;
    /** Whole documents in every relevant field; the first one says which are. */
    readonly documents: readonly WireRow[];
  };
}

/** Declares the test that holds a scheme against its golden target, `test/fixtures/schemes/<scheme>.target.json`. */
export function testTarget(scheme: string, world: () => World): void {
  it('leaves exactly its golden documents, and a second run writes nothing', async () => {
    const golden = readTarget(scheme);
    const { input, report, rejected, again, target } = golden;
    const { control } = world();
    await arrange(world(), golden);
    const ended = await world().run(input, scheme);
    expect(ended).toMatchObject(report);
    expect(ended.rejected).toEqual(rejected.map((one) => expect.objectContaining(one) as object));
    const held = await control.rows(target.platform, target.collection);
    const documents = byKey(target.key, target.documents);
    expect(byKey(target.key, seen(held, documents))).toEqual(documents);

    await control.forgetRequests();
    expect(await world().run(again.input ?? input, scheme)).toMatchObject(again.report);
    const writes = (await control.requests('?write=true')).map(({ outcome }) => outcome);
    expect(writes).toEqual(Array<string>(again.refusedWrites).fill('refused'));
    expect(await control.rows(target.platform, target.collection)).toEqual(held);
  });
}

/** A fresh sandbox with the rows and switches of a golden target. */
export async function arrange(world: World, { put, switches = {} }: Target): Promise<void> {
  await world.fresh();
  await forEach(switches, (platform, values) => world.control.switches(platform, values));
  await forEach(put, (platform, collections) =>
    forEach(collections, (collection, rows) => world.control.put(platform, collection, rows)),
  );
}

async function forEach<T>(
  values: Readonly<Record<string, T>>,
  act: (name: string, value: T) => Promise<unknown>,
): Promise<void> {
  for (const [name, value] of Object.entries(values)) await act(name, value);
}

/** The golden target of a scheme; `@today-3@` in the file is the day three days ago in Beijing. */
export function readTarget(scheme: string): Target {
  const file = path.join(__dirname, '..', 'fixtures', 'schemes', `${scheme}.target.json`);
  const text = readFileSync(file, 'utf8');
  return JSON.parse(text.replaceAll(/@today-(\d+)@/g, (_, days) => daysAgo(Number(days)).slice(0, 10)));
}

/** Rows in the order of their keys. */
export function byKey<Row extends object>(key: keyof Row, rows: readonly Row[]): Row[] {
  const text = (row: Row) => String(row[key]);
  return rows.toSorted((a, b) => Number(text(a) > text(b)) - Number(text(a) < text(b)));
}

/** A value as it is held, in the fields of another one; of a list, each entry in those of its first. */
export function seen<Like>(held: unknown, like: Like): Like {
  return seenValue(held, like) as Like;
}

function seenValue(held: unknown, like: unknown): unknown {
  if (Array.isArray(held) && Array.isArray(like)) return held.map((entry) => seenValue(entry, like[0]));
  if (!isObject(held) || !isObject(like)) return held;
  return Object.fromEntries(Object.keys(like).map((key) => [key, seenValue(held[key], like[key])]));
}

function isObject(value: unknown): value is WireRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
