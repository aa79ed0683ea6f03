import { signTop } from '../../../sandbox/qimen/sign';
import { shanghaiTime } from '../../../sandbox/shanghai';
import { QimenBench, saleoutList } from './support';

let bench: QimenBench;
beforeAll(async () => {
  bench = await QimenBench.start();
});
afterAll(() => bench.close());
beforeEach(() => bench.fresh());

const dayMs = 86_400_000;
const business = {
  page_index: '1',
  page_size: '10',
  start_time: shanghaiTime(new Date(Date.now() - 6 * dayMs)),
  end_time: shanghaiTime(new Date()),
};

/** System parameters of a call, signed with the business parameters as the vendors' SDKs do. */
function system(changes: Record<string, string> = {}): Record<string, string> {
  const { appKey = '', targetAppKey = '', customerId = '', appSecret = '' } = bench.demo;
  const fields = {
    method: saleoutList,
    app_key: appKey,
    target_app_key: targetAppKey,
    customer_id: customerId,
    timestamp: String(Date.now()),
    format: 'json',
    v: '2.0',
    sign_method: 'md5',
    ...changes,
  };
  const sign = signTop(new Map(Object.entries({ ...fields, ...business })), appSecret, 'md5');
  return { ...fields, sign };
}

async function send(
  method: 'GET' | 'POST',
  inAddress: object,
  inBody?: Record<string, string>,
): Promise<string> {
  const query = new URLSearchParams(inAddress as Record<string, string>).toString();
  const body = inBody === undefined ? {} : { body: new URLSearchParams(inBody) };
  return (await fetch(`${bench.demo.url}?${query}`, { method, ...body })).text();
}

test.each<[string, () => Promise<string>]>([
  ['system parameters in the address, business in the body', () => send('POST', system(), business)],
  ['everything in the address of a GET', () => send('GET', { ...system(), ...business })],
  ['everything in the body', () => send('POST', {}, { ...system(), ...business })],
])('a call with %s, its time in milliseconds, is served', async (_, ask) => {
  expect(JSON.parse(await ask())).toMatchObject({ response: { page_index: 1, datas: expect.any(Array) } });
});

test('switches allow nothing but a flat form and times as text', async () => {
  await bench.switches({ callForm: 'form', timestampForm: 'text' });
  expect(await send('POST', system(), business)).toContain('Missing Method');
  expect(await send('POST', {}, { ...system(), ...business })).toContain('Invalid Timestamp');
});

test.each(['as-asked', 'xml'])('format %s: XML', async (format) => {
  await bench.switches({ format, failureEnvelope: 'error_response' });
  const asked = format === 'xml' ? 'json' : 'xml';
  expect(await send('POST', system({ format: asked }), business)).toMatch(/^<\?xml.*<response>.*<has_next>/);
  const refused = await send('POST', { ...system({ format: asked }), sign: 'X' }, business);
  expect(refused).toContain('<error_response><code>25</code><msg>Invalid signature</msg>');
});
