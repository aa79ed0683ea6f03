import { send } from '../../../src/activities/alerts/send';
import { channelSchema } from '../../../src/config/shape';
import { json, startScriptedServer, type Reply, type ScriptedServer } from '../../connectors/scripted-server';
import { Authority, secureServer } from '../../support/authority';
import { failed } from './told';

const text =
  (body: string, status = 200, headers: Record<string, string> = {}): Reply =>
  (_request, response) =>
    response.writeHead(status, headers).end(body);

describe('send', () => {
  let server: ScriptedServer;
  beforeAll(async () => {
    server = await startScriptedServer(json({}));
  });
  afterAll(() => server.close());

  const to = (format: string, reply: Reply, members: object = {}) => {
    server.script(reply);
    const url = `${server.url}/robot/send?access_token=geheim`;
    const channel = channelSchema.parse({ format, url, ...members });
    return send(channel, [failed], new AbortController().signal, 1_577_262_236_757);
  };

  it.each([
    ['dingtalk', json({ errcode: 0, errmsg: 'ok' })],
    ['wecom', json({ errcode: 0, errmsg: 'ok' })],
    ['feishu', json({ code: 0, msg: 'success', data: {} })],
    ['feishu', json({ StatusCode: 0, StatusMessage: 'success' })],
    ['slack', text('ok')],
    ['json', text('', 204)],
  ])('%s: takes the answer for a delivery', async (format, reply) => {
    await expect(to(format, reply)).resolves.toEqual(expect.any(String));
  });

  it.each([
    ['dingtalk', json({ errcode: 310000, errmsg: 'sign not match' }), 'sign not match'],
    ['wecom', json({ errcode: 45009, errmsg: 'api freq out of limit' }), 'out of limit'],
    ['wecom', text('<html>'), '<html>'],
    ['feishu', json({ code: 19021, msg: 'sign match fail' }), 'sign match fail'],
    ['slack', text('no_service', 404), 'HTTP status 404 no_service'],
    ['slack', text(''), 'an empty answer'],
    ['json', text('', 500), 'HTTP status 500'],
  ])('%s: says what the webhook has against it, to be tried again', async (format, reply, words) => {
    const failure = await to(format, reply).catch((error: unknown) => error);
    expect(failure).toMatchObject({ type: 'Refused', nonRetryable: false });
    expect((failure as Error).message).toContain(words);
  });

  it.each([
    ['dingtalk', { errcode: 130101, errmsg: 'send too fast, exceed 20 times per minute' }, 600_000],
    ['dingtalk', { errcode: 410100, errmsg: '发送速度太快而限流' }, 600_000],
    ['wecom', { errcode: 45009, errmsg: 'api freq out of limit' }, 60_000],
    ['feishu', { code: 11232, msg: 'frequency limited psm[lark.oapi.app_platform_runtime]' }, 60_000],
  ])('%s: waits until the robot may speak again', async (format, answer, nextRetryDelay) => {
    await expect(to(format, json(answer))).rejects.toMatchObject({ type: 'Refused', nextRetryDelay });
  });

  it.each([
    ['dingtalk', { errcode: 310000, errmsg: 'keywords not in content' }],
    ['dingtalk', { status: 1111, wait: 5, source: 'x5', punish: 'deny' }],
    ['wecom', { errcode: 40058, errmsg: 'markdown.content exceed max length 4096' }],
    ['feishu', { code: 19024, msg: 'Key Words Not Found' }],
    ['feishu', { code: 9499, msg: 'Bad Request' }],
  ])('%s: another refusal has the usual pauses', async (format, answer) => {
    const failure: unknown = await to(format, json(answer)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ type: 'Refused' });
    expect((failure as { nextRetryDelay?: unknown }).nextRetryDelay).toBeUndefined();
  });

  it('waits as long as a busy webhook asks', async () => {
    const busy = text('rate_limited', 429, { 'retry-after': '30' });
    await expect(to('slack', busy)).rejects.toMatchObject({ nextRetryDelay: 30_000 });
  });

  it('keeps the query of the address, and adds the signature to it', async () => {
    await to('dingtalk', json({ errcode: 0 }), { secret: 'this is secret' });
    expect(server.seen.at(-1)).toMatchObject({
      method: 'POST',
      url: '/robot/send?access_token=geheim&timestamp=1577262236757&sign=hmPWwU%2B7lVdm3ZZz0r9tSfx0L4Q26jWOZr9%2BGs6EZQM%3D',
    });
  });

  it('names no token when nobody answers', async () => {
    const failure = await to('slack', (_request, response) => response.destroy()).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ type: 'Unavailable', nonRetryable: false });
    expect(JSON.stringify(failure) + String((failure as Error).stack)).not.toContain('geheim');
  });

  it('waits ten seconds for an answer that drips', async () => {
    const drip: Reply = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const dripping = setInterval(() => response.write(' '), 100);
      response.on('close', () => clearInterval(dripping));
    };
    const begun = performance.now();
    await expect(to('slack', drip)).rejects.toMatchObject({ type: 'Unavailable', nonRetryable: false });
    expect(performance.now() - begun).toBeLessThan(20_000);
  });

  it('says what to do about a certificate that nobody has signed', async () => {
    const authority = new Authority();
    const secure = await secureServer(authority.alone(), (_request, response) => response.end('ok'));
    const url = `https://127.0.0.1:${secure.port}/robot/send?access_token=geheim`;
    const channel = channelSchema.parse({ format: 'slack', url });
    const failure = await send(channel, [failed], new AbortController().signal).catch(
      (error: unknown) => error,
    );
    await secure.close();
    authority.close();
    expect(failure).toMatchObject({
      type: 'Unavailable',
      message: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    });
    expect(JSON.stringify(failure)).not.toContain('geheim');
  });
});
