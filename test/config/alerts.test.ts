import { catalogue } from '../../src/operations/schemes';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { faultText } from '../../src/messages/faults';
import { ConfigFaults } from '../../src/config/faults';
import { loadConfig } from '../../src/config/load';

const env = { URL: 'https://hooks.example.com/send?key=geheim', SECRET: 'geheim-2', PLACE: 'nowhere' };
const url = 'url: { env: URL }';

/** Loads a file with this part `alerts`, in flow style. */
function load(alerts: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'alerts-config-'));
  const file = path.join(folder, 'jinqiao.yml');
  try {
    writeFileSync(file, `connections: {}\nalerts: ${alerts}\n`);
    return loadConfig({ path: file, env, catalogue }).alerts;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function faultsOf(alerts: string): string[] {
  try {
    load(alerts);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigFaults)) throw error;
    return error.faults.map(({ path, reason }) => `${path}: ${faultText(reason).en}`);
  }
}

test('channels are read with their defaults and secrets', () => {
  const channel = `{ format: dingtalk, ${url}, secret: { env: SECRET }, on: [failed] }`;
  expect(load(`{ repeatHours: 6, channels: { group: ${channel} } }`)).toMatchObject({
    repeatHours: 6,
    newReasonDays: 7,
    channels: {
      group: { format: 'dingtalk', url: env.URL, secret: 'geheim-2', on: ['failed'], language: 'both' },
    },
  });
});

test.each([
  [
    '{ format: slack, url: https://hooks.example.com/x }',
    'alerts.channels.group.url: a secret may not stand in this file',
  ],
  [
    `{ format: slack, ${url}, secret: { env: SECRET } }`,
    'alerts.channels.group.secret: unknown key; it belongs to another kind',
  ],
  [`{ format: teams, ${url} }`, 'alerts.channels.group.format: must be one of: dingtalk'],
  [
    '{ format: slack, url: { env: PLACE } }',
    'alerts.channels.group.url: must be an address that starts with https:// or http://',
  ],
  [`{ format: slack, ${url}, on: [fail] }`, 'alerts.channels.group.on.0: must be one of: failed'],
  [
    `{ format: slack, ${url}, schemes: [guanyiShopsToKingdeeCustomer] }`,
    'alerts.channels.group.schemes.0: unknown scheme "guanyiShopsToKingdeeCustomer"; did you mean "guanyiShopsToKingdeeCustomers"?',
  ],
])('%s is refused', (channel, fault) => {
  const faults = faultsOf(`{ channels: { group: ${channel} } }`);
  expect(faults).toEqual([expect.stringContaining(fault)]);
  expect(faults.join()).not.toContain('geheim');
});
