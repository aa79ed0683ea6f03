import type { Outgoing } from './writer';

/** Documents as they are sent: at most `size` together, and at most `bytes`; a larger one is sent alone. */
export function batchesOf(
  outgoing: readonly Outgoing[],
  size: number,
  bytes: number = Infinity,
): readonly (readonly Outgoing[])[] {
  const batches: Outgoing[][] = [];
  let left = 0;
  for (const entry of outgoing) {
    const own = bytesOf(entry);
    const batch = batches.at(-1);
    if (batch !== undefined && batch.length < size && own <= left) {
      batch.push(entry);
      left -= own;
    } else {
      batches.push([entry]);
      left = bytes - own;
    }
  }
  return batches;
}

/** Twice as JSON: a document may travel as JSON text within JSON, which escapes each of its quotes. */
function bytesOf({ document }: Outgoing): number {
  return Buffer.byteLength(JSON.stringify(JSON.stringify(document)));
}
