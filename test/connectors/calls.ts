import type { ProbeStep } from '../../src/connectors/connector';

/** A call that nobody cancels; every use has a signal of its own, as activities have. */
export const call = {
  get signal(): AbortSignal {
    return new AbortController().signal;
  },
};

/** What a promise rejects with. */
export async function rejectionOf(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => {
      throw new Error('expected a rejection');
    },
    (error: Error) => error,
  );
}

/** All steps of a connection check, as `reachable ok`, `clock failed` … */
export async function outline(probed: AsyncIterable<ProbeStep>): Promise<string[]> {
  const seen: string[] = [];
  for await (const { step, ok } of probed) seen.push(`${step} ${ok ? 'ok' : 'failed'}`);
  return seen;
}
