import type { ProbeStep } from '../../../src/connectors/connector';
import { createKingdeeConnector } from '../../../src/connectors/kingdee';
import {
  call,
  loginSuccess,
  passwordSettings,
  refusal,
  type Scripted,
  type Seen,
  signedSettings,
  startSite,
} from './support';

async function probe(
  answer: (seen: Seen) => Scripted,
  settings: typeof signedSettings | typeof passwordSettings,
  forms?: readonly string[],
): Promise<ProbeStep[]> {
  const site = await startSite(answer);
  const kingdee = createKingdeeConnector(settings(site.url));
  const steps: ProbeStep[] = [];
  for await (const step of kingdee.probe(call, forms)) steps.push(step);
  await kingdee.close();
  await site.close();
  return steps;
}

const outcome = (steps: ProbeStep[]) => steps.map(({ step, ok }) => `${step} ${ok}`);
const isCurrency = ({ body }: Seen) => body.includes('BD_Currency');

function healthy({ operation }: Seen): Scripted {
  return { body: operation === 'ValidateUser' ? loginSuccess : [] };
}

describe('probe', () => {
  test('tells of a form that is written and shows no documents', async () => {
    const answer = ({ body }: Seen) => ({ body: body.includes('BD_STOCK') ? [[7, 'CK1']] : [] });
    const steps = await probe(answer, signedSettings, ['BD_STOCK', 'SAL_OUTSTOCK', 'BD_STOCK']);
    expect(steps.at(-1)).toMatchObject({ step: 'permission', ok: true });
    expect(steps.at(-1)?.detail.en).toMatch(/^may read BD_STOCK; SAL_OUTSTOCK: no document is shown/);
    expect(steps.at(-1)?.detail.zh).toContain('查询（查看）权限');
  });

  test.each([
    ['signed', signedSettings],
    ['login', passwordSettings],
  ])('all is well: %s', async (_, settings) => {
    const steps = await probe(healthy, settings);
    expect(outcome(steps)).toEqual(['reachable true', 'clock true', 'credentials true', 'permission true']);
  });

  test.each<[string, (seen: Seen) => Scripted, string[]]>([
    ['wrong path', () => ({ status: 403, body: '' }), ['reachable false']],
    ['site down', () => ({ status: 503 }), ['reachable false']],
    [
      'wrong clock',
      () => ({ body: [], headers: { date: 'Wed, 01 Jan 2020 00:00:00 GMT' } }),
      ['reachable true', 'clock false'],
    ],
    [
      'refused signature',
      (seen) => ({ body: isCurrency(seen) ? [[refusal('会话信息已丢失，请重新登录', 1)]] : [] }),
      ['reachable true', 'clock true', 'credentials false'],
    ],
    [
      'form not permitted',
      (seen) => ({ body: seen.body.includes('BD_STOCK') ? [[refusal('您没有查看权限', 2)]] : [] }),
      ['reachable true', 'clock true', 'credentials true', 'permission false'],
    ],
    [
      'currency not permitted, form permitted',
      (seen) => ({ body: isCurrency(seen) ? [[refusal('您没有查看权限', 2)]] : [] }),
      ['reachable true', 'clock true', 'credentials true', 'permission true'],
    ],
  ])('%s', async (_, answer, expected) => {
    const steps = await probe(answer, signedSettings);
    expect(outcome(steps)).toEqual(expected);
    for (const step of steps) expect(step.advice !== undefined).toBe(!step.ok);
  });

  test('a refused login names its cause and what to do', async () => {
    const steps = await probe(
      ({ operation }) => ({
        body: operation === 'ValidateUser' ? { LoginResultType: 0, Message: '用户名或密码错误' } : [],
      }),
      passwordSettings,
    );
    expect(steps.at(-1)).toMatchObject({
      step: 'credentials',
      ok: false,
      detail: { en: '用户名或密码错误', zh: '用户名或密码错误' },
      advice: { en: expect.stringContaining('password'), zh: expect.stringContaining('密码') },
    });
  });

  test('a wrong clock does not stop who logs in', async () => {
    const steps = await probe(
      (seen) => ({ ...healthy(seen), headers: { date: 'Wed, 01 Jan 2020 00:00:00 GMT' } }),
      passwordSettings,
    );
    expect(outcome(steps)).toContain('permission true');
    expect(steps[1]?.detail).toEqual({
      en: expect.stringMatching(/ahead of the site/),
      zh: expect.stringMatching(/^本机比站点快 \d+ 秒$/),
    });
  });
});
