import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { json, startScriptedServer, type ScriptedServer } from '../connectors/scripted-server';
import { cleanEnvironment, jinqiao } from './jinqiao';

describe('jinqiao alerts test', () => {
  let folder: string;
  let group: ScriptedServer;
  let other: ScriptedServer;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'alerts-'));
    group = await startScriptedServer(json({ errcode: 0, errmsg: 'ok' }));
    other = await startScriptedServer(json({ errcode: 310000, errmsg: 'sign not match' }));
    const channels = {
      group: { format: 'wecom', url: { env: 'GROUP_URL' } },
      other: { format: 'dingtalk', url: { env: 'OTHER_URL' } },
    };
    await writeFile(
      path.join(folder, 'jinqiao.yml'),
      JSON.stringify({ connections: {}, alerts: { channels } }),
    );
  });
  afterAll(async () => {
    await Promise.all([group.close(), other.close()]);
    await rm(folder, { recursive: true });
  });

  const command = (...args: string[]) =>
    jinqiao(['alerts', 'test', ...args], {
      env: {
        ...cleanEnvironment(),
        GROUP_URL: `${group.url}/?key=geheim`,
        OTHER_URL: `${other.url}/?access_token=geheim`,
      },
      cwd: folder,
    });

  it('sends to one channel and shows what it answers', async () => {
    const { code, stdout } = await command('group');
    expect(code).toBe(0);
    expect(stdout).toContain('"errmsg":"ok"');
    expect(group.seen).toHaveLength(1);
    expect(group.seen[0]!.body).toContain('测试消息');
  });

  it('ends with 1 when a channel does not take it, and names no token', async () => {
    const { code, stdout } = await command('--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([
      { channel: 'group', delivered: true },
      { channel: 'other', delivered: false, answer: expect.stringContaining('sign not match') },
    ]);
    expect(stdout).not.toContain('geheim');
  });

  it('names the channels there are', async () => {
    const { code, stderr } = await command('grup');
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean "group"?');
  });
});
