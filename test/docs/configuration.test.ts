import { channelSchema, scheduleShape, fileShape } from '../../src/config/shape';
import { knownKeys } from '../../src/config/validate';
import { platforms, secretSettings } from '../../src/connectors';
import { secretNames } from '../../src/connectors/settings';
import { alertKinds } from '../../src/contract/alerts';
import { tableUnder, textOf } from './documents';

describe.each(['docs/configuration.md', 'docs/configuration.zh-CN.md'])('%s', (file) => {
  const listed = (section: string) => tableUnder(`keys ${section}`, file);
  const keysOf = (section: string) => listed(section).map(([key = '']) => key);

  test.each(['temporal', 'log'])('every key of %s is there', (section) => {
    expect(keysOf(section).sort()).toEqual(knownKeys(fileShape, [section]).sort());
  });

  test('every key of worker.http is there, with its default', () => {
    expect(keysOf('worker').sort()).toEqual(knownKeys(fileShape, ['worker', 'http']).sort());
    const { worker } = fileShape.parse({ connections: {}, worker: { http: { port: 1 } } });
    expect(listed('worker').find(([key]) => key === 'host')?.[1]).toBe(worker.http?.host);
  });

  test('every key of a scheme is there', () => {
    expect(keysOf('schemes').sort()).toEqual(knownKeys(fileShape, ['schemes', 'any']).sort());
  });

  test('every key of a schedule is there', () => {
    expect(keysOf('schedule').sort()).toEqual(knownKeys(scheduleShape, []).sort());
  });

  test('defaults of a schedule are those of its schema', () => {
    const { cron: _cron, lateRows: _late, ...defaults } = scheduleShape.parse({ cron: '0 8 * * *' });
    const shown = listed('schedule').filter(([, value]) => value !== '');
    const texts = Object.entries(defaults).map(([key, value]) => [key, String(value)]);
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(texts));
  });

  test.each([...platforms])('every key of a $name connection is there', ({ name, settings }) => {
    expect(keysOf(name).sort()).toEqual(knownKeys(settings, []).sort());
  });

  test.each([...platforms])('every key of the http part of a $name connection is there', ({ settings }) => {
    expect(keysOf('http').sort()).toEqual(knownKeys(settings, ['http']).sort());
  });

  test('every key of a budget is there', () => {
    for (const { settings } of platforms.filter(({ account }) => account !== undefined))
      expect(keysOf('budget').sort()).toEqual(knownKeys(settings, ['budget']).sort());
  });

  const common = { url: 'https://example.com/k3cloud/' };
  const app = { ...common, appKey: 'a', appSecret: 'b' };
  test('every platform has its smallest settings below', () => {
    expect(Object.keys(smallest).sort()).toEqual(platforms.map(({ name }) => name).sort());
  });

  const smallest: Readonly<Record<string, object>> = {
    greatonce: { ...app, customerId: 'c' },
    guanyi: { ...common, appKey: 'a', sessionKey: 'b', secret: 'c' },
    jushuitan: { ...app, generation: 'openapi' },
    kingdee: { ...common, auth: 'password', acctId: 'a', userName: 'b', password: 'c' },
    qimen: { ...app, customerId: 'c' },
  };

  test.each([...platforms])(
    'defaults of a $name connection are those of its schema',
    ({ name: platform, settings: schema }) => {
      const given = smallest[platform] ?? {};
      const settings = schema.parse({ platform, ...given }) as Readonly<Record<string, unknown>>;
      const defaults = Object.entries(settings).filter(([key]) => key !== 'platform' && !(key in given));
      const shown = listed(platform).filter(([, value]) => value !== '');
      const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
      expect(Object.fromEntries(shown)).toEqual(
        Object.fromEntries(defaults.map(([key, value]) => [key, text(value)])),
      );
    },
  );

  test('defaults of temporal and log are those of their schema', () => {
    const { temporal, log } = fileShape.parse({ connections: {} });
    expect(Object.fromEntries(listed('temporal'))).toEqual(temporal);
    expect(Object.fromEntries(listed('log'))).toEqual(log);
  });

  test('every key of alerts and of a channel is there', () => {
    expect(keysOf('alerts').sort()).toEqual(knownKeys(fileShape, ['alerts']).sort());
    expect(keysOf('channel').sort()).toEqual(knownKeys(channelSchema, []).sort());
  });

  test('defaults of alerts and of a channel are those of their schema', () => {
    const channel = { format: 'slack', url: 'https://example.com/' };
    const { alerts } = fileShape.parse({ connections: {}, alerts: { channels: { channel } } });
    const { channels, ...others } = alerts!;
    const shown = (section: string) =>
      Object.fromEntries(listed(section).filter(([, value]) => value !== ''));
    const texts = (values: object) =>
      Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
    expect(shown('alerts')).toEqual(texts(others));
    expect({ ...shown('channel'), ...channel }).toEqual(channels.channel);
  });

  test('every kind of alert is there', () => {
    const kinds = tableUnder('alert kinds', file).map(([kind = '']) => kind);
    expect(new Set(kinds)).toEqual(new Set(alertKinds));
  });

  test('the settings that must be references are those that are marked as secrets', () => {
    const list =
      /^(?:Secrets \*\*must\*\*|密钥\*\*必须\*\*)[^]*?[:：]([^]*?)(?:, and the|，\s*以及告警通道的) `url`/m;
    const [, line = ''] = list.exec(textOf(file)) ?? [];
    const names = [...line.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
    expect(new Set(names)).toEqual(secretSettings);
  });

  test.each([...platforms])('every secret of a $name connection is called one', ({ name, settings }) => {
    const called = listed(name).filter(([, , what]) => /(?<!-)\bsecret\b|密钥/.test(what ?? ''));
    expect(new Set(called.map(([key]) => key))).toEqual(secretNames(settings));
  });
});
