import { readFileSync } from 'node:fs';
import path from 'node:path';
import { json, startScriptedServer, type ScriptedServer } from '../scripted-server';
import { call, Connections, formOf, page, tokenEnded, warehouses } from './connection';

const file = path.join(__dirname, '../../fixtures/inputs/sources/20-token-answers.json');
const input = JSON.parse(readFileSync(file, 'utf8')) as { expires_in: unknown[] };
const saysNothing = (life: unknown) => life !== '2592000.0';

const connections = new Connections();
let server: ScriptedServer;

beforeEach(async () => {
  server = await startScriptedServer(page());
});
afterEach(async () => {
  await connections.close();
  await server.close();
});

const withoutToken = { accessToken: undefined };
const paths = () => server.seen.map(({ url }) => url);
const tokensSent = () => server.seen.map((request) => formOf(request).access_token);

describe('the life of a token', () => {
  const answers = (data: object) => json({ code: 0, data: { access_token: 'token-1', ...data } });

  test.each<readonly [string, object]>([
    ...input.expires_in
      .filter(saysNothing)
      .map((expires_in) => [JSON.stringify(expires_in), { expires_in }] as const),
    ['left out', {}],
    ['"0"', { expires_in: '0' }],
    ['a word', { expires_in: 'never', refresh_token: '' }],
  ])('that is %s is taken to be a day, and told once', async (_name, data) => {
    server.script(answers(data), page(), tokenEnded, answers(data), page());
    const told: string[] = [];
    const connector = connections.openapi(server.url, withoutToken, (message) => told.push(message));
    for (const number of [1, 2, 3]) await connector.readPage(warehouses(number), call);
    expect(paths().filter((path) => path?.startsWith('/openWeb'))).toHaveLength(2);
    expect(tokensSent().filter((token) => token !== undefined)).toEqual(Array(4).fill('token-1'));
    expect(told).toEqual([expect.stringMatching(/expires_in.*taken to be a day.*按一天处理/)]);
  });

  test.each([
    { expires_in: '2592000.0' },
    { expires_in: '2592000', refresh_token: '' },
    { expires_in: 2_592_000, refresh_token: null },
  ])('is read from %j without a word', async (data) => {
    server.script(answers(data), page());
    const told: string[] = [];
    const connector = connections.openapi(server.url, withoutToken, (message) => told.push(message));
    for (const number of [1, 2]) await connector.readPage(warehouses(number), call);
    expect([paths().length, told]).toEqual([3, []]);
  });

  test('an empty refresh token leaves the one that is held', async () => {
    const tokens = { accessToken: 'old', refreshToken: 'refresh-1' };
    const refreshed = answers({ expires_in: 2_592_000, refresh_token: '' });
    server.script(tokenEnded, refreshed, tokenEnded, refreshed, page());
    await connections.openapi(server.url, tokens).readPage(warehouses(), call);
    const sent = server.seen.map((request) => formOf(request).refresh_token).filter(Boolean);
    expect(sent).toEqual(['refresh-1', 'refresh-1']);
  });
});
