import type { Platform } from '../../../sandbox/platform';
import { switchBoard } from '../../../sandbox/switches';
import { z } from 'zod';

/** The smallest platform: `POST /toy/<operation>` commits its body as a row, if the session is live. */
export function toyPlatform() {
  let rows: unknown[] = [];
  let live = true;
  const switches = switchBoard(z.strictObject({ mood: z.enum(['kind', 'grim']).default('kind') }));
  const answerOf = (row: string) => {
    if (!live) return { status: 200, body: { error: 'no session' }, refused: true, reason: 'no session' };
    rows.push(row);
    return { status: 200, body: { saved: rows.length, text: '一二三四五六七八九十' } };
  };
  const platform: Platform = {
    name: 'toy',
    collections: { rows: { list: () => rows, count: () => rows.length, replace: replaceRows } },
    switches,
    register(app, gate) {
      app.post<{ Params: { operation: string } }>('/toy/:operation', async (request, reply) => {
        const { operation } = request.params;
        const write = operation === 'save';
        const body = request.body as Buffer;
        const call = { platform: 'toy', operation, write, summary: { bytes: body.length } };
        await gate.answer(request, reply, call, () => answerOf(body.toString()));
      });
      app.post('/toy-clock', () => gate.now().toISOString());
    },
    reset({ seed, sizes }) {
      rows = Array.from({ length: sizes.rows ?? 0 }, (_, at) => `${seed}-${at}`);
      live = true;
      switches.reset();
    },
    expireSessions: () => void (live = false),
    throttleAnswer: () => ({ status: 429, body: 'slow down' }),
    describe: (url) => ({ url: `${url}/toy` }),
  };
  function replaceRows(next: readonly unknown[]) {
    if (next.includes('bad')) throw new Error('row "bad" cannot be held');
    rows = [...next];
  }
  return platform;
}
