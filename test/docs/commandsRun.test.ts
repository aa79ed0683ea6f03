import { json, startScriptedServer, type ScriptedServer } from '../connectors/scripted-server';
import { bills, fill, settings } from './commands/data';
import { Desk } from './commands/desk';
import { notRun } from './commands/notRun';
import { commandsIn } from './commands/read';
import { repairs } from './commands/repairs';
import { runs } from './commands/runs';
import { schedules } from './commands/schedules';
import { setUp } from './commands/setUp';
import { steering, withoutTctl } from './commands/steering';
import { printed, type Step, type Story } from './commands/story';
import { inEnglish } from './commands/translated';
import { documents } from './documents';
import { daysAgo } from '../schemes/days';

/** Commands of the changelog are of their time. */
const read = documents.filter((file) => file !== 'CHANGELOG.md');

/** test/docs/sandbox.test.ts sends these. */
const isSentElsewhere = (text: string) => text.startsWith('curl ');

const named = (text: string) => inEnglish(text).replace('<scheme>', bills.name);

let group: ScriptedServer;

const alerts: Story = {
  'jinqiao alerts test': { sees: printed('"errmsg":"ok"') },
  // Other messages go there too, of what was refused meanwhile.
  'jinqiao alerts test finance-group': {
    sees: () => expect(group.seen.map(({ body }) => body).join('\n')).toContain('测试消息'),
  },
  'temporal workflow terminate --workflow-id jinqiao/alerts': {
    sees: (desk) => desk.reaches('jinqiao/alerts', { status: 'TERMINATED' }),
  },
};

const story: Story = { ...setUp, ...runs, ...steering, ...schedules, ...repairs, ...alerts };

test('every command of the documents is carried out below, or is listed with the reason why not', () => {
  const found = read.flatMap(commandsIn).filter(({ text }) => !isSentElsewhere(text));
  const known = { ...story, ...notRun, ...withoutTctl };
  expect(found.filter(({ text }) => !(named(text) in known))).toEqual([]);
  const texts = new Set(found.map(({ text }) => named(text)));
  expect(Object.keys(known).filter((command) => !texts.has(command))).toEqual([]);
});

test.each([
  ['docs/operations.md', 'docs/operations.zh-CN.md'],
  ['README.md', 'README.zh-CN.md'],
  ['docs/tour.md', 'docs/tour.zh-CN.md'],
])('%s and %s tell the same commands', (english, chinese) => {
  const texts = (file: string) => commandsIn(file).map(({ text }) => text);
  expect(texts(chinese).map(inEnglish)).toEqual(texts(english));
});

describe('what the documents tell works, one after the other:', () => {
  let desk: Desk;
  beforeAll(async () => {
    group = await startScriptedServer(json({ errcode: 0, errmsg: 'ok' }));
    const env = { DINGTALK_URL: `${group.url}/?access_token=made-up`, DINGTALK_SECRET: 'made-up' };
    desk = await Desk.open(settings(daysAgo(3)), env);
    await desk.world.startWorker({ env });
    await fill(desk.world);
  }, 120_000);
  afterAll(async () => {
    await desk.close();
    await group.close();
  });

  test.each(Object.entries(story))('%s', async (command, step) => {
    if ('lasts' in step) await carryOutLasting(command, step.lasts);
    else await carryOut(command, step);
  });

  async function carryOut(command: string, { before, code = 0, sees, ...given }: Step): Promise<void> {
    await before?.(desk);
    const finished = await desk.run(command, given);
    expect(finished).toMatchObject({ code });
    await sees(desk, finished);
  }

  async function carryOutLasting(
    command: string,
    lasts: (desk: Desk, lasting: ReturnType<Desk['start']>) => Promise<unknown>,
  ): Promise<void> {
    const lasting = desk.start(command);
    try {
      await lasts(desk, lasting);
    } finally {
      expect(await lasting.stop()).toBe(0);
    }
  }
});

if (Object.keys(withoutTctl).length > 0)
  test.skip.each(Object.entries(withoutTctl))('%s: %s', () => undefined);
