import type { World } from '../../support/world';

/** Numbers of documents in all calls since the journal was forgotten that save them, as often as they were sent. */
export async function savedNumbers(world: World): Promise<string[]> {
  const saves = await world.control.requests('?operation=BatchSave');
  return saves.flatMap(({ summary }) => (summary.numbers as readonly unknown[]).map(String)).sort();
}

/** Internal ids in all calls since then that submit or audit. */
export async function advancedIds(world: World): Promise<string[]> {
  const writes = await world.control.requests('?platform=kingdee&write=true');
  return writes.flatMap(({ summary }) => ((summary.ids ?? []) as readonly unknown[]).map(String));
}
