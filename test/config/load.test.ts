import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { faultLines } from '../../src/messages/faults';
import type { SchemeCatalogue } from '../../src/config/config';
import { ConfigFaults } from '../../src/config/faults';
import { loadConfig } from '../../src/config/load';

const catalogue: SchemeCatalogue = {
  warehouses: {
    source: { platform: 'jushuitan' },
    target: { platform: 'kingdee' },
    parameters: { organization: {}, taxAmounts: { oneOf: ['leave', 'send'] } },
  },
};

const env = { SECRET: 'from-env', TOKEN: 'token-from-env', PAGE_SIZE: '25' };

const jushuitan = `
  erp:
    platform: jushuitan
    generation: openapi
    url: https://erp.example.com
    appKey: 0012
    appSecret: { env: SECRET }
    accessToken: { file: token.txt }`;
const kingdee = `
  books:
    platform: kingdee
    auth: password
    url: https://books.example.com/k3cloud/
    acctId: 00123
    userName: robot
    password: { env: SECRET }`;
const scheme = `
schemes:
  warehouses:
    source: erp
    target: books
    pageSize: { env: PAGE_SIZE }
    concurrency: 4
    parameters: { organization: 0101 }`;
const good = `connections:${jushuitan}${kingdee}${scheme}\nlog: { level: debug }\n`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'config-'));
  writeFileSync(path.join(folder, 'token.txt'), 'token-from-file\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

function load(text: string) {
  const file = path.join(folder, 'jinqiao.yml');
  writeFileSync(file, text);
  return loadConfig({ path: file, env, catalogue });
}

/** Faults without the folder, a line each. */
function faultsOf(text: string): string[] {
  try {
    load(text);
  } catch (error) {
    if (error instanceof ConfigFaults)
      return faultLines(error).map(({ en }) => en.replaceAll(`${folder}/`, ''));
    throw error;
  }
  return [];
}

test('worker.http: off by default, on the loopback where only a port is given', () => {
  expect(load(good).worker).toEqual({});
  const { worker } = load(`${good}worker: { http: { port: '9464' } }\n`);
  expect(worker).toEqual({ http: { host: '127.0.0.1', port: 9464 } });
  expect(faultsOf(`${good}worker: { http: { port: 70000, prot: 1 } }\n`)).toEqual([
    expect.stringMatching(/^jinqiao.yml:\d+: worker.http.port: must be 65535 or less$/),
    expect.stringMatching(/^jinqiao.yml:\d+: worker.http.prot: unknown key; did you mean "?port/),
  ]);
});

test('a good file: references resolved, codes keep their zeros, numbers are numbers, defaults are filled in', () => {
  const config = load(good);
  expect(config.temporal).toEqual({ address: '127.0.0.1:7233', namespace: 'default', taskQueue: 'jinqiao' });
  expect(config.connections.erp).toMatchObject({
    appKey: '0012',
    appSecret: 'from-env',
    accessToken: 'token-from-file',
  });
  expect(config.connections.books).toMatchObject({ acctId: '00123', password: 'from-env', lcid: 2052 });
  expect(config.schemes.warehouses).toEqual({
    name: 'warehouses',
    source: 'erp',
    target: 'books',
    pageSize: 25,
    concurrency: 4,
    parameters: { organization: '0101' },
  });
  expect(config.log.level).toBe('debug');
});

test.each([
  [
    'a secret written out',
    good.replace('{ env: SECRET }', 'hunter2'),
    [
      'jinqiao.yml:7: connections.erp.appSecret: a secret may not stand in this file; write { env: NAME } or { file: path }',
    ],
  ],
  [
    'a secret as a default',
    good.replace('{ env: SECRET }', '{ env: SECRET, default: hunter2 }'),
    [
      'jinqiao.yml:7: connections.erp.appSecret: a secret may not stand in this file; write { env: NAME } or { file: path }',
    ],
  ],
  [
    'a missing variable',
    good.replace('{ env: SECRET }', '{ env: NO_SUCH }'),
    [
      'jinqiao.yml:7: connections.erp.appSecret: environment variable NO_SUCH is not set; set it in the environment or in .env',
    ],
  ],
  [
    'a missing file',
    good.replace('token.txt', 'none.txt'),
    [
      'jinqiao.yml:8: connections.erp.accessToken: cannot read none.txt (ENOENT); correct the path or its rights',
    ],
  ],
  [
    'an unknown connection',
    good.replace('source: erp', 'source: epr'),
    ['jinqiao.yml:18: schemes.warehouses.source: unknown connection "epr"; did you mean "erp"?'],
  ],
  [
    'a connection of the wrong platform',
    good.replace('target: books', 'target: erp'),
    [
      'jinqiao.yml:19: schemes.warehouses.target: connection "erp" is of platform jushuitan; this needs one of kingdee',
    ],
  ],
  [
    'an unknown scheme',
    good.replace('  warehouses:', '  warehuoses:'),
    ['jinqiao.yml:18: schemes.warehuoses: unknown scheme "warehuoses"; did you mean "warehouses"?'],
  ],
  [
    'an unknown parameter',
    good.replace('organization:', 'organisation:'),
    [
      'jinqiao.yml:22: schemes.warehouses.parameters.organisation: unknown parameter "organisation"; did you mean "organization"?',
    ],
  ],
  [
    'a value that a parameter does not take',
    good.replace('organization: 0101', 'organization: 0101, taxAmounts: sent'),
    [
      'jinqiao.yml:22: schemes.warehouses.parameters.taxAmounts: must be one of: leave, send; given is "sent"',
    ],
  ],
  [
    'an unknown code table',
    good.replace('    parameters:', '    codeTables: { shops: { "1": "C1" } }\n    parameters:'),
    [
      expect.stringMatching(
        /schemes\.warehouses\.codeTables\.shops: unknown code table "shops"/,
      ) as unknown as string,
    ],
  ],
  [
    'an unknown platform',
    good.replace('platform: kingdee', 'platform: kingdeee'),
    [
      'jinqiao.yml:10: connections.books.platform: unknown platform "kingdeee"; did you mean "kingdee"?',
      'jinqiao.yml:19: schemes.warehouses.target: connection "books" is of platform kingdeee; this needs one of kingdee',
    ],
  ],
  [
    'an unknown key at the top',
    `${good}schemas: {}\n`,
    ['jinqiao.yml:24: schemas: unknown key; did you mean "schemes"?'],
  ],
  [
    'an unknown key of a scheme',
    good.replace('concurrency: 4', 'concurrent: 4'),
    ['jinqiao.yml:21: schemes.warehouses.concurrent: unknown key; did you mean "concurrency"?'],
  ],
  [
    'an unknown key of a connection',
    good.replace('appKey', 'apKey'),
    [
      'jinqiao.yml:3: connections.erp.appKey: is missing; give a text',
      'jinqiao.yml:6: connections.erp.apKey: unknown key; did you mean "appKey"?',
    ],
  ],
  [
    'a key of another kind of connection',
    good.replace('userName: robot', 'userName: robot\n    appId: { env: SECRET }'),
    ['jinqiao.yml:15: connections.books.appId: unknown key; it belongs to another kind; leave it out'],
  ],
  [
    'an unknown kind of connection',
    good.replace('auth: password', 'auth: pasword'),
    ['jinqiao.yml:11: connections.books.auth: must be one of: signed, app-secret, password'],
  ],
  [
    'a number that is none',
    good.replace('concurrency: 4', 'concurrency: many'),
    ['jinqiao.yml:21: schemes.warehouses.concurrency: must be a number'],
  ],
  [
    'a number out of range',
    good.replace('concurrency: 4', 'concurrency: 0'),
    ['jinqiao.yml:21: schemes.warehouses.concurrency: must be 1 or more'],
  ],
  [
    'an unknown log level',
    good.replace('level: debug', 'level: loud'),
    ['jinqiao.yml:23: log.level: must be one of: trace, debug, info, warn, error, silent'],
  ],
  [
    'a missing connection',
    good.replace('    target: books\n', ''),
    ['jinqiao.yml:18: schemes.warehouses.target: is missing; give a text'],
  ],
  ['an empty file', '', ['jinqiao.yml: connections: is missing; give a map of keys and values']],
])('%s', (_name, text, expected) => {
  expect(faultsOf(text)).toEqual(expected);
});

test('all faults come at once, in the order of the file', () => {
  const text = good
    .replace('{ env: SECRET }', 'hunter2')
    .replace('target: books', 'target: boks')
    .replace('concurrency: 4', 'concurrency: many');
  const faults = faultsOf(text);
  expect(faults.map((line) => line.split(': ')[1])).toEqual([
    'connections.erp.appSecret',
    'schemes.warehouses.target',
    'schemes.warehouses.concurrency',
  ]);
});

test('no fault shows a secret', () => {
  expect(faultsOf(good.replaceAll('{ env: SECRET }', 'hunter2')).join()).not.toContain('hunter2');
});

test('broken YAML is one clear line', () => {
  const faults = faultsOf('connections: {\n  erp: [\n');
  expect(faults[0]).toMatch(/^jinqiao\.yml:\d+: not valid YAML: /);
});

test('a file that is not there says what to do', () => {
  const file = path.join(folder, 'none.yml');
  expect(() => loadConfig({ path: file, env, catalogue })).toThrow(/none\.yml: no-file$/);
});
