import { call } from '../support/http';
import { distributor, GreatonceBench, signFailure, success } from './support';

let bench: GreatonceBench;

beforeAll(async () => {
  bench = await GreatonceBench.start();
});
afterAll(() => bench.close());
beforeEach(() => bench.reset());

const raw = JSON.stringify(distributor);
const escaped = raw.replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Sends what the page prints, signed by the page. */
const post = async (body: string, sign: string, changes: object = {}) => {
  const query = new URLSearchParams({ ...bench.parameters(changes), sign }).toString();
  return (await call('POST', `${bench.demo.url}?${query}`, body, { 'content-type': 'application/json' }))
    .json;
};

const vectors = [
  ['a raw body', raw, '5A218AA37C3E1B3A85DD2FC4A3653894', {}],
  ['a body with escapes', escaped, 'C27A43E92BFC5F70D3872D9322073B88', {}],
  ['epoch milliseconds', raw, '09E66BE1FEB82FB3C60709B02A4E6356', { timestamp: '1704067200000' }],
  ['an empty parameter', raw, '5A218AA37C3E1B3A85DD2FC4A3653894', { v: '' }],
] as const;

test.each(vectors)('published vector: %s', async (_name, body, sign, changes) => {
  expect(await post(body, sign, changes)).toEqual(success);
  expect(await bench.held()).toEqual([{ ...distributor, actionType: undefined }]);
});

test.each([
  ['another spelling of the same body', escaped, vectors[0][2], {}],
  ['a sign in lower case', raw, vectors[0][2].toLowerCase(), {}],
  ['a parameter that was not signed', raw, vectors[0][2], { v: 'v3.0' }],
  ['no sign', raw, 'x', {}],
])('%s is refused as recorded', async (_name, body, sign, changes) => {
  expect(await post(body, sign, changes)).toEqual(signFailure);
  expect(await bench.held()).toEqual([]);
});

test('empty parameters are signed where the switch says so', async () => {
  await bench.switches({ signSkipsEmpty: false });
  expect(await post(raw, vectors[0][2], { v: '' })).toEqual(signFailure);
  expect(await post(raw, vectors[0][2])).toEqual(success);
});

test('an unknown application is told the same', async () => {
  expect((await bench.send(raw, bench.parameters({ appKey: 'x' }))).json).toEqual(signFailure);
});

test('an empty body is signed as nothing, and refused as no object', async () => {
  expect((await bench.send('')).json).toMatchObject({
    flag: 'failure',
    message: 'SIM: 请求体不是 JSON 对象',
  });
});
