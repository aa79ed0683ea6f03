import { catalogue } from '../../src/operations/schemes';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { createSandbox } from '../../sandbox/server';
import { loadConfig } from '../../src/config/load';
import { root } from '../../src/root';
import { sandboxDescription, stackEnvironment } from '../../dev/stack/description';
import { readComposeFile } from '../../dev/stack/composeFile';
import { schemes } from '../../src/workflows/catalogue';

const example = path.join(root, 'jinqiao.example.yml');
const dotenv = parseEnv(readFileSync(path.join(root, '.env.example'), 'utf8'));

test('a parameter that the example sets has its published value', () => {
  const config = loadConfig({ path: example, env: dotenv, catalogue });
  for (const [name, { parameters }] of Object.entries(config.schemes))
    for (const [parameter, value] of Object.entries(parameters))
      expect([name, parameter, value]).toEqual([
        name,
        parameter,
        schemes[name]?.parameters[parameter]?.default,
      ]);
});

test('the example is valid with .env.example alone, and configures every scheme', () => {
  const config = loadConfig({ path: example, env: dotenv, catalogue });
  expect(Object.keys(config.schemes).sort()).toEqual(Object.keys(schemes).sort());
});

test('its addresses are those of the development stack', () => {
  const { ports, namespace, taskQueue } = readComposeFile();
  const { temporal, connections } = loadConfig({ path: example, env: dotenv, catalogue });
  expect(temporal).toEqual({ address: `127.0.0.1:${ports.temporal}`, namespace, taskQueue });
  const wrong = Object.values(connections).filter(({ url }) => new URL(url).port !== String(ports.sandbox));
  expect(wrong).toEqual([]);
});

test("the values of .env.example are the sandbox's", async () => {
  const sandbox = await createSandbox({ port: 0, host: '127.0.0.1', seed: 1, sizes: {} });
  try {
    const temporal = { address: '', ui: '', namespace: '', taskQueue: '' };
    const description = { temporal, sandbox: sandboxDescription.parse(sandbox.description) };
    const environment = stackEnvironment(description, '');
    expect(environment).toMatchObject(dotenv);
    const { connections } = loadConfig({ path: example, env: dotenv, catalogue });
    for (const [name, { url }] of Object.entries(connections))
      expect(new URL(url).pathname).toBe(new URL(environment[`${name.toUpperCase()}_URL`] ?? '').pathname);
  } finally {
    await sandbox.close();
  }
});
