import type { Bench } from '../sandbox';
import type { Changes } from './subject';

/** Text that goes wrong where bytes, quotes or widths are handled carelessly. */
export const oddText = `“引号” 'single' "double" ＡＢＣ１２３ 😀👨‍👩‍👧 é\\n/%2B+&=<b>`;

/** Time-outs for a call that stays unanswered. */
export const impatient: Changes = { http: { headersTimeoutMs: 300 } };

/** Sets the simulator's clock so many seconds ahead of this host's. */
export async function setClock(bench: Bench, offsetSeconds: number): Promise<void> {
  const answer = await fetch(`${bench.sandbox.url}/_sandbox/clock`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ offsetSeconds }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** A call under way that is aborted after 100 ms: what it rejects with, and after how long. */
export async function aborted(
  work: (call: { signal: AbortSignal }) => Promise<unknown>,
): Promise<{ reason: unknown; expected: Error; milliseconds: number }> {
  const controller = new AbortController();
  const expected = new Error('stopped by the test');
  setTimeout(() => controller.abort(expected), 100);
  const begun = performance.now();
  const reason = await work(controller).catch((error: unknown) => error);
  return { reason, expected, milliseconds: performance.now() - begun };
}
