import { Throttled } from '../../../src/connectors/errors';
import { call, rejectionOf } from '../calls';
import { aborted, impatient, setClock } from './bench';
import { idsOf, isInDoubt, type TargetBench } from './target-bench';

const html = { body: '<html>维护中</html>', contentType: 'text/html' };

/** Orders of faults after which nobody can say whether the write happened, and whether it did. */
const doubts = [
  ['no answer before commit', 'timeout-before-commit', {}, false],
  ['no answer after commit', 'timeout-after-commit', {}, true],
  ['cut before commit', 'reset-before-commit', {}, false],
  ['cut after commit', 'reset-after-commit', {}, true],
  ['half a body', 'half-body', {}, true],
  ['HTTP 502', 'status', { status: 502 }, false],
  ['HTTP 504 after commit', 'status', { status: 504, after: true }, true],
  ['HTML', 'answer', html, false],
  ['HTML after commit', 'answer', { ...html, after: true }, true],
  ['garbage after commit', 'answer', { body: '\u0000{"code":', after: true }, true],
  ['no body after commit', 'answer', { body: '', after: true }, true],
  ['another envelope after commit', 'answer', { body: { status_code: 'fine' }, after: true }, true],
] as const;

/** Saves without an answer that can be relied on. */
export function unansweredSaves(site: TargetBench): void {
  test.each(doubts)('in doubt: %s', async (_name, kind, settings, isThere) => {
    await site.fault(kind, settings);
    expect(await isInDoubt(site.save(site.connect(impatient), site.documents('N-1')))).toBe(true);
    expect(await site.held()).toEqual(isThere ? ['N-1'] : []);
  });

  test('what is in doubt can be looked up, and is written once in the end', async () => {
    const connector = site.connect(impatient);
    await site.fault('reset-after-commit');
    expect(await isInDoubt(site.save(connector, site.documents('N-1')))).toBe(true);
    const { form, abilities } = site.subject;
    if (abilities.looksUp)
      expect(await connector.lookUp(form, [site.key('N-1')], [], call)).toMatchObject([{ number: 'N-1' }]);
    await site.save(connector, site.documents('N-1', 'N-2'));
    expect((await site.held()).filter((number) => number === 'N-1')).toHaveLength(1);
  });

  test('an abort ends the save at once, with its own reason', async () => {
    await site.fault('timeout-before-commit');
    const connector = site.connect();
    const { reason, expected, milliseconds } = await aborted((one) =>
      site.save(connector, site.documents('N-1'), one),
    );
    expect(reason).toBe(expected);
    expect(milliseconds).toBeLessThan(2_000);
  });
}

/** Submits and audits without an answer, where the form has them. */
export function unansweredSteps(site: TargetBench): void {
  const { form } = site.subject;

  test.each([
    ['Submit', 'before', 'saved'],
    ['Submit', 'after', 'submitted'],
    ['Audit', 'before', 'submitted'],
    ['Audit', 'after', 'audited'],
  ] as const)('%s cut %s its commit', async (operation, moment, state) => {
    const connector = site.connect();
    const ids = idsOf(await site.save(connector, site.documents('N-1')));
    if (operation === 'Audit') idsOf(await connector.submit(form, ids, {}, call));
    await site.bench.fault(`reset-${moment}-commit`, { operation });
    const step = operation === 'Audit' ? connector.audit : connector.submit;
    expect(await isInDoubt(step(form, ids, {}, call))).toBe(true);
    expect(await connector.lookUpIds(form, ids, call)).toMatchObject([{ id: ids[0], state }]);
  });
}

/** Refusals of whole saves: nothing was written, and everybody knows. */
export function refusedSaves(site: TargetBench): void {
  const { expiry, hourOff, throttle } = site.subject;

  test('HTTP 429', async () => {
    await site.fault('status', { status: 429 });
    const error = await rejectionOf(site.save(site.connect(), site.documents('N-1')));
    expect(error).toBeInstanceOf(Throttled);
    expect((error as Throttled).retryAfterMs).toBeGreaterThanOrEqual(1_000);
    expect(await site.held()).toEqual([]);
  });

  test(`the platform's own throttling: ${throttle}`, async () => {
    await site.fault('throttle');
    const work = site.save(site.connect(), site.documents('N-1'));
    if (throttle === 'Throttled') expect(await rejectionOf(work)).toBeInstanceOf(Throttled);
    else expect(await work).toMatchObject({ results: [{ index: 0, rejection: { cause: 'other' } }] });
    expect(await site.held()).toEqual([]);
  });

  test(`a session that ends in mid-call: ${expiry}`, async () => {
    const connector = site.connect();
    idsOf(await site.save(connector, site.documents('N-1')));
    await site.fault('session-expiry');
    const work = site.save(connector, site.documents('N-2'));
    if (expiry === 'accepted') idsOf(await work);
    else expect((await rejectionOf(work)).name).toBe(expiry);
    expect(await site.held()).toEqual(expiry === 'accepted' ? ['N-1', 'N-2'] : ['N-1']);
  });

  test.each([-60, 60])('a clock that is %i s off', async (seconds) => {
    await setClock(site.bench, seconds);
    idsOf(await site.save(site.connect(), site.documents('N-1')));
  });

  test.each([-3_600, 3_600])(`a clock that is %i s off: ${hourOff}`, async (seconds) => {
    await setClock(site.bench, seconds);
    const work = site.save(site.connect(), site.documents('N-1'));
    if (hourOff === 'accepted') idsOf(await work);
    else
      expect(await rejectionOf(work)).toMatchObject({
        name: hourOff,
        message: expect.stringMatching(/clock/),
      });
    expect(await site.held()).toEqual(hourOff === 'accepted' ? ['N-1'] : []);
  });
}
