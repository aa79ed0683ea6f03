import { greatoncePlatform } from '../../../sandbox/greatonce';
import { insertMissing } from '../../../src/activities/page/save';
import type { Writer } from '../../../src/activities/page/writeItem';
import { createGreatonceConnector, type GreatonceConnector } from '../../../src/connectors/greatonce';
import { InDoubt, Throttled } from '../../../src/connectors/errors';
import { rejectionOf } from '../../connectors/calls';
import { Bench } from '../../connectors/sandbox';

/** Pages of distributors on the simulator: one call a record, with and without a method to look up with. */
const form = 'greatonce.distributor.single.sync';
const lookUpMethod = { method: 'site.query', list: 'list' };
let bench: Bench;
const open: GreatonceConnector[] = [];
beforeAll(async () => {
  bench = await Bench.start(await greatoncePlatform(), {});
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  await bench.switches({ throttleText: '太快', lookUpMethod: 'site.query' });
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((connector) => connector.close()));
});

function writer(looksUp: boolean, changes: Partial<Writer> = {}): Writer {
  const { url, appKey, appSecret, customerId } = bench.account as Record<'url', string> &
    Record<'appKey' | 'appSecret' | 'customerId', string>;
  const target = createGreatonceConnector({
    platform: 'greatonce',
    url,
    appKey,
    appSecret,
    customerId,
    throttledTexts: ['太快'],
    throttlePauseMs: 200,
    concurrency: 1,
    http: { headersTimeoutMs: 500 },
    ...(looksUp ? { lookUpMethod } : {}),
  });
  open.push(target);
  const call = { signal: new AbortController().signal };
  const calls = { read: call, write: call };
  const patience = { givesUp: false, lookUpPauses: [1, 1], throttleWaitMs: 1_000 };
  return {
    target,
    form,
    options: {},
    looksUp,
    batchSize: 3,
    compared: { head: [], lists: {} },
    namesDocuments: true,
    ...calls,
    ...patience,
    ...changes,
  };
}

const outgoing = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    key: `k${index}`,
    document: { actionType: 'add', distributorCode: `D${index}`, distributorName: '示例' },
  }));

/** Codes of the writes that the platform did not refuse for their pace, in order. */
async function sent(): Promise<string[]> {
  const entries = JSON.parse(await bench.journal()) as {
    write: boolean;
    outcome: string;
    summary: { distributorCode: string };
  }[];
  const counted = entries.filter(({ write, outcome }) => write && outcome !== 'fault:throttle');
  return counted.map(({ summary }) => summary.distributorCode);
}

const codes = (count: number) => Array.from({ length: count }, (_, index) => `D${index}`);
const keysOf = (list: readonly (readonly [string, string])[]) => list.map(([, key]) => key).sort();

describe('without look-ups', () => {
  it('waits for a throttle in the middle of a page, and sends each record once', async () => {
    await bench.fault('throttle', { skip: 4, times: 3 });
    const saved = await insertMissing(writer(false), outgoing(8));
    expect(saved).toMatchObject({ unchanged: 0, rejected: [], inDoubt: [] });
    expect(saved.written).toHaveLength(8);
    expect(await sent()).toEqual(codes(8));
  });

  it('goes on after a throttle without what is in doubt', async () => {
    await bench.fault('timeout-after-commit', { skip: 1 });
    await bench.fault('throttle', { skip: 2, times: 2 });
    const saved = await insertMissing(writer(false), outgoing(8));
    expect(saved).toMatchObject({ inDoubt: ['k1'], rejected: [], unchanged: 0 });
    expect(saved.written).toHaveLength(7);
    expect(await sent()).toEqual(codes(8));
  });

  it('ends the page with what is in doubt when the throttle does not end: a repeat would send that again', async () => {
    await bench.fault('timeout-before-commit', { skip: 1 });
    await bench.fault('throttle', { skip: 3, times: 100 });
    const saved = await insertMissing(writer(false), outgoing(6));
    expect(saved.inDoubt).toEqual(['k1']);
    expect(keysOf(saved.written)).toEqual(['k0', 'k2', 'k3']);
    expect(saved.rejected).toMatchObject(['k4', 'k5'].map((key) => ({ key, cause: 'not-sent' })));
    expect(await sent()).toEqual(codes(4));
  });

  it('gives the page back when nothing is in doubt: what was written is there already the next time', async () => {
    await bench.fault('throttle', { skip: 2, times: 100 });
    expect(await rejectionOf(insertMissing(writer(false), outgoing(4)))).toBeInstanceOf(Throttled);
    await bench.reset();
    const again = writer(false);
    await insertMissing(again, outgoing(2));
    expect(await insertMissing(again, outgoing(4))).toMatchObject({
      unchanged: 2,
      rejected: [],
      inDoubt: [],
    });
  });

  it('gives the page back at once when nothing of it was done', async () => {
    await bench.fault('throttle');
    const page = insertMissing(writer(false, { throttleWaitMs: 60_000 }), outgoing(2));
    expect(await rejectionOf(page)).toBeInstanceOf(Throttled);
    expect(await sent()).toEqual([]);
  });

  it('another error after an unanswered call does not give the page back either', async () => {
    await bench.fault('timeout-after-commit');
    await bench.fault('session-expiry', { skip: 4 });
    const saved = await insertMissing(writer(false), outgoing(6));
    expect(saved).toMatchObject({ inDoubt: ['k0'], rejected: [{ key: 'k5', cause: 'not-sent' }] });
    expect(saved.rejected[0]?.message).toContain('Misconfigured');
  });

  it('sends no further batch to a platform that has left two calls in a row unanswered', async () => {
    await bench.fault('timeout-before-commit', { times: 100 });
    const saved = await insertMissing(writer(false), outgoing(7));
    expect(saved.inDoubt).toEqual(['k0', 'k1']);
    expect(saved.rejected).toHaveLength(5);
    expect(await sent()).toEqual(['D0', 'D1']);
  });

  it('a cancel ends the waiting', async () => {
    await bench.fault('throttle', { skip: 2, times: 100 });
    const controller = new AbortController();
    const patient = writer(false, { read: controller, throttleWaitMs: 1_000_000 });
    setTimeout(() => controller.abort(new Error('cancelled')), 600);
    expect(await rejectionOf(insertMissing(patient, outgoing(6)))).toMatchObject({ name: 'AbortError' });
  });
});

describe('with look-ups', () => {
  it('waits for a throttle in the middle of a page, and sends each record once', async () => {
    await bench.fault('throttle', { operation: form, skip: 4 });
    const saved = await insertMissing(writer(true), outgoing(8));
    expect(keysOf(saved.written)).toEqual(outgoing(8).map(({ key }) => key));
    expect(await sent()).toEqual(codes(8));
  });

  it('adopts what was done, and sends again what was not', async () => {
    await bench.fault('timeout-after-commit', { operation: form, skip: 1 });
    await bench.fault('timeout-before-commit', { operation: form, skip: 2 });
    const saved = await insertMissing(writer(true), outgoing(6));
    expect(saved).toMatchObject({ adopted: 1, rejected: [], inDoubt: [], unchanged: 0 });
    expect(keysOf(saved.written)).toEqual(outgoing(6).map(({ key }) => key));
    expect((await sent()).filter((code) => code !== 'D3')).toEqual(['D0', 'D1', 'D2', 'D4', 'D5']);
    expect((await sent()).filter((code) => code === 'D3')).toHaveLength(2);
  });

  it('knows them all the next time, and sends nothing', async () => {
    await insertMissing(writer(true), outgoing(6));
    expect(await insertMissing(writer(true), outgoing(6))).toMatchObject({ written: [], unchanged: 6 });
    expect(await sent()).toEqual(codes(6));
  });

  it('leaves a batch of which nothing happened to the next attempt, which looks up first', async () => {
    await bench.fault('timeout-before-commit', { operation: form });
    expect(await rejectionOf(insertMissing(writer(true), outgoing(1)))).toBeInstanceOf(InDoubt);
    expect((await insertMissing(writer(true), outgoing(1))).written).toHaveLength(1);
  });

  it('knows the record on which the platform breaks down once it is sent alone', async () => {
    await bench.fault('status', { operation: form, status: 502 });
    const saved = await insertMissing(writer(true, { batchSize: 1, givesUp: true }), outgoing(2));
    expect(saved).toMatchObject({ rejected: [{ key: 'k0', cause: 'unanswered' }], inDoubt: [] });
    expect(keysOf(saved.written)).toEqual(['k1']);
  });

  it('leaves in doubt what cannot be looked up either, and goes on', async () => {
    await bench.fault('timeout-after-commit', { operation: form, skip: 1 });
    // 4 look-ups come first; then as many fail as patience has.
    await bench.fault('status', { operation: 'site.query', status: 503, skip: 4, times: 3 });
    const saved = await insertMissing(writer(true), outgoing(4));
    expect(saved).toMatchObject({ inDoubt: ['k1'], adopted: 0, rejected: [] });
    expect(keysOf(saved.written)).toEqual(['k0', 'k2', 'k3']);
    expect(await sent()).toEqual(codes(4));
  });

  it('ends where a look-up that is to clear up a doubt is refused, and sends nothing again', async () => {
    await bench.fault('timeout-after-commit', { operation: form, skip: 1 });
    const refusal = { code: '1', message: 'SIM: no' };
    await bench.fault('answer', { operation: 'site.query', body: refusal, skip: 3, times: 100 });
    const error = await rejectionOf(insertMissing(writer(true), outgoing(3)));
    expect(error.name).toBe('ProtocolViolation');
    expect(await sent()).toEqual(codes(3));
  });

  const site = { operation: 'site.query', times: 1_000 };
  const page = { body: '<html>blocked</html>', contentType: 'text/html' };

  it.each([403, 405, 400, 418])(
    'a look-up that a firewall refuses with HTTP %i: the others are saved',
    async (status) => {
      await bench.fault('answer', { ...site, holds: 'D2', ...page, status });
      const saved = await insertMissing(writer(true), outgoing(8));
      expect(saved.rejected).toMatchObject([
        { key: 'k2', cause: 'blocked', advice: { en: expect.stringContaining('firewall') } },
      ]);
      expect(saved.written).toHaveLength(7);
      expect(await insertMissing(writer(true), outgoing(8))).toMatchObject({
        unchanged: 7,
        rejected: [{ key: 'k2' }],
      });
    },
  );

  it('a save that a firewall refuses: the others are saved, and a look-up tells what is left', async () => {
    await bench.fault('answer', { operation: form, times: 1_000, holds: 'D2', ...page, status: 403 });
    const saved = await insertMissing(writer(true), outgoing(8));
    expect(saved).toMatchObject({ rejected: [{ key: 'k2', cause: 'blocked' }], inDoubt: [] });
    expect(saved.written).toHaveLength(7);
  });

  it('a code that the method does not take: the others are saved', async () => {
    await bench.fault('answer', { ...site, holds: 'D2', body: { code: '9', message: '非法字符' } });
    const saved = await insertMissing(writer(true), outgoing(8));
    expect(saved.rejected).toMatchObject([{ key: 'k2', cause: 'unreadable-key', message: '非法字符' }]);
    expect(saved.written).toHaveLength(7);
  });

  it.each([
    [{ ...page, status: 403 }, 'Unauthorized'],
    [{ body: { code: '9', message: '非法字符' } }, 'ProtocolViolation'],
  ])('where no look-up passes, the page ends: %j', async (answer, name) => {
    await bench.fault('answer', { ...site, ...answer });
    expect(await rejectionOf(insertMissing(writer(true), outgoing(8)))).toMatchObject({ name });
  });

  it('counts a record that came to be there since the look-up as unchanged', async () => {
    const list = { body: { code: '0', list: [] } };
    await insertMissing(writer(true), outgoing(1));
    await bench.fault('answer', { operation: 'site.query', ...list });
    expect(await insertMissing(writer(true), outgoing(1))).toMatchObject({ written: [], unchanged: 1 });
  });
});
