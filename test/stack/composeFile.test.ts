import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { composePath, readComposeFile } from '../../dev/stack/composeFile';
import { ourSearchAttributes } from '../../src/temporal/searchAttributes';
import { root } from '../../src/root';
import { version } from '../../dev/server/pinned';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'compose-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function changed(from: string, to: string): string {
  const file = path.join(folder, 'temporal-dev.yml');
  writeFileSync(file, readFileSync(composePath, 'utf8').replace(from, to));
  return file;
}

test('the file says everything that the stack is made of', () => {
  expect(readComposeFile()).toEqual({
    namespace: 'default',
    taskQueue: 'jinqiao',
    searchAttributes: ourSearchAttributes,
    dynamicConfig: expect.arrayContaining(['history.transferProcessorMaxPollRPS=1000']) as string[],
    sandboxSizes: ['warehouses=230', 'shops=60', 'saleouts=2400', 'BD_MATERIAL=50'],
    ports: { temporal: 7233, ui: 8233, sandbox: 8700 },
  });
});

test('ports are those of this machine, not of the container', () => {
  expect(readComposeFile(changed('127.0.0.1:7233:7233', '127.0.0.1:17233:7233')).ports.temporal).toBe(17233);
});

test.each([
  ['--namespace=default', '--log-format=json', 'a command lacks --namespace=…'],
  [
    '- 127.0.0.1:8700:8700',
    '- 127.0.0.1:8700:8701',
    'container port 8700 is not mapped to a port of this machine',
  ],
])('without %s it says what is missing', (from, to, message) => {
  expect(() => readComposeFile(changed(from, to))).toThrow(message);
});

test("the worker finds every platform in the sandbox, as the example's connections do", () => {
  const { services } = parse(readFileSync(composePath, 'utf8')) as {
    services: { worker: { environment: Record<string, string> } };
  };
  const given = Object.values(services.worker.environment).filter((value) => value.startsWith('http:'));
  const named = readFileSync(path.join(root, 'jinqiao.example.yml'), 'utf8').matchAll(
    /http:\/\/127\.0\.0\.1\S*\b\/?/g,
  );
  expect(given.sort()).toEqual([...named].map(([url]) => url.replace('127.0.0.1', 'sandbox')).sort());
});

test('the image is of the pinned version', () => {
  const { services } = parse(readFileSync(composePath, 'utf8')) as {
    services: { temporal: { image: string } };
  };
  expect(services.temporal.image).toBe(`temporalio/temporal:${version}`);
});
