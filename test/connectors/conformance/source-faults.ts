import { Misconfigured, ProtocolViolation, Throttled, Unavailable } from '../../../src/connectors/errors';
import { call, rejectionOf } from '../calls';
import { aborted, impatient, oddText, setClock } from './bench';
import { keysOf, type SourceBench } from './source-bench';

/** Orders of faults, and the error each must end in. */
const faults = [
  ['no answer', 'timeout-before-commit', {}, Unavailable],
  ['a connection that is cut', 'reset-before-commit', {}, Unavailable],
  ['half a body', 'half-body', {}, Unavailable],
  ['HTTP 500', 'status', { status: 500 }, Unavailable],
  ['HTTP 502 in HTML', 'status', { status: 502, body: '<html>Bad Gateway</html>' }, Unavailable],
  ['HTTP 503', 'status', { status: 503 }, Unavailable],
  ['HTTP 429', 'status', { status: 429 }, Throttled],
  ["the platform's own throttling", 'throttle', {}, Throttled],
  ['HTML', 'answer', { body: '<html>维护中</html>', contentType: 'text/html' }, ProtocolViolation],
  ['garbage', 'answer', { body: '\u0000\u0001{"code":0' }, ProtocolViolation],
  ['no body', 'answer', { body: '' }, ProtocolViolation],
  ['JSON of another kind', 'answer', { body: '"ok"' }, ProtocolViolation],
  ['JSON null', 'answer', { body: 'null' }, ProtocolViolation],
  ['another envelope', 'answer', { body: { status: 'fine', result: [] } }, ProtocolViolation],
] as const;

/** What goes wrong on the way; the call after it works. */
export function unansweredReads(site: SourceBench): void {
  test.each(faults)('%s', async (_name, kind, settings, expected) => {
    await site.fill(3);
    await site.fault(kind, settings);
    const connector = site.connect(impatient);
    const error = await rejectionOf(site.read(connector, 1, 4));
    expect(error).toBeInstanceOf(expected);
    if (error instanceof Throttled) expect(error.retryAfterMs).toBeGreaterThanOrEqual(1_000);
    expect(keysOf((await site.read(site.connect(), 1, 4)).rows)).toEqual(site.keys(0, 3));
  });

  test.each(site.subject.refusals)('HTTP 200 with %j', async (body, kind) => {
    await site.fill(3);
    await site.fault('answer', { body });
    const error = await rejectionOf(site.read(site.connect(), 1, 4));
    expect(error.name).toBe(kind);
    if (error instanceof Throttled) expect(error.retryAfterMs).toBeGreaterThanOrEqual(1_000);
  });

  test('an abort ends the call at once, with its own reason', async () => {
    await site.fault('timeout-before-commit');
    const connector = site.connect();
    const query = site.query({ number: 1, size: 4 });
    const { reason, expected, milliseconds } = await aborted((one) => connector.readPage(query, one));
    expect(reason).toBe(expected);
    expect(milliseconds).toBeLessThan(2_000);
  });
}

/** Credentials, clocks and names. */
export function readsInTime(site: SourceBench): void {
  const { expiry, hourOff, method, paging } = site.subject;

  test(`a session that ends in mid-run: ${expiry}`, async () => {
    await site.fill(10);
    const connector = site.connect();
    const first = await site.read(connector, 1, 4);
    await site.fault('session-expiry');
    const second = site.read(connector, 2, 4, first.cursor);
    if (expiry === 'accepted') expect(keysOf((await second).rows)).toEqual(site.keys(4, 8));
    else expect((await rejectionOf(second)).name).toBe(expiry);
  });

  test.each([-60, 60])('a clock that is %i s off', async (seconds) => {
    await site.fill(3);
    await setClock(site.bench, seconds);
    expect((await site.read(site.connect(), 1, 4)).rows).toHaveLength(3);
  });

  test.each([-3_600, 3_600])(`a clock that is %i s off: ${hourOff}`, async (seconds) => {
    await site.fill(3);
    await setClock(site.bench, seconds);
    const page = site.read(site.connect(), 1, 4);
    if (hourOff === 'accepted') expect((await page).rows).toHaveLength(3);
    else
      expect(await rejectionOf(page)).toMatchObject({
        name: hourOff,
        message: expect.stringMatching(/clock/),
      });
  });

  test('an unknown method', async () => {
    const connector = site.connect();
    expect(() => connector.pagingOf('no.such.method')).toThrow(Misconfigured);
    const query = { ...site.query({ number: 1, size: 4 }), method: 'no.such.method' };
    expect(await rejectionOf(connector.readPage(query, call))).toBeInstanceOf(Misconfigured);
    expect(connector.pagingOf(method)).toBe(paging);
  });
}

/** What is in the rows. */
export function rowsThemselves(site: SourceBench): void {
  const { spoil, textField } = site.subject;

  test('odd text comes as it is', async () => {
    await site.fill(2, oddText);
    const { rows } = await site.read(site.connect(), 1, 4);
    expect(rows[0]?.row?.[textField]).toBe(oddText);
  });

  test('a bad row is a row with a fault, not an error', async () => {
    await site.fill(3);
    await spoil(site.bench);
    const { rows } = await site.read(site.connect(), 1, 4);
    const [bad, ...good] = rows;
    expect(bad).toMatchObject({ fault: expect.stringMatching(/^\w+: \S/) });
    expect(bad).not.toHaveProperty('row');
    expect(bad?.fault).not.toContain('昨天');
    expect(good.length).toBeGreaterThan(0);
    expect(good.every(({ row, fault }) => row !== undefined && fault === undefined)).toBe(true);
  });
}
