import { createHmac } from 'node:crypto';
import type { Notification, ChannelSettings } from '../../contract/alerts';
import { inBothLanguages } from '../../contract/bilingual';
import { languagesOf, linesOf, titleOf } from './text';

/**
 * Longest text of a message in bytes of UTF-8, whatever the group. WeCom refuses Markdown of more (code 40058), and is the
 * strictest: DingTalk and Feishu take 20,000 bytes of body, Slack 40,000 characters of text. What is cut off is in the run.
 */
const MOST_BYTES = 4_096;

/** A message as a webhook takes it. */
export interface WebhookRequest {
  /** Added to the query that the address has already; ready encoded. */
  readonly query: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

type Formatter = (
  channel: ChannelSettings,
  notifications: readonly Notification[],
  now: number,
) => WebhookRequest;

const formatters: Readonly<Record<ChannelSettings['format'], Formatter>> = {
  dingtalk,
  wecom,
  feishu,
  slack,
  json,
};

/**
 * A message in its channel's format, signed where it has a secret.
 * @param now ms since 1970, for the signature
 */
export function requestOf(
  channel: ChannelSettings,
  notifications: readonly Notification[],
  now: number,
): WebhookRequest {
  return formatters[channel.format](channel, notifications, now);
}

/**
 * DingTalk, 自定义机器人接入 (open.dingtalk.com/document/robots/custom-robot-access): Markdown with a title; timestamp and signature
 * in the query. A single line end is no break in its Markdown, an empty line is. A robot takes 20 messages a minute.
 */
function dingtalk(
  channel: ChannelSettings,
  notifications: readonly Notification[],
  now: number,
): WebhookRequest {
  const secret = secretOf(channel);
  const title = titleOf(notifications, languagesOf(channel));
  return {
    query: secret ? [`timestamp=${now}`, `sign=${encodeURIComponent(dingtalkSign(secret, now))}`] : [],
    ...jsonBody({ msgtype: 'markdown', markdown: { title, text: cut(markdown(channel, notifications)) } }),
  };
}

/**
 * WeCom, 群机器人配置说明 (developer.work.weixin.qq.com/document/path/91770): Markdown, not signed. `<@…>` in it calls people, so its
 * bracket is written in full width. A robot takes 20 messages a minute.
 */
function wecom(channel: ChannelSettings, notifications: readonly Notification[]): WebhookRequest {
  const content = cut(uncalled(markdown(channel, notifications)));
  return { query: [], ...jsonBody({ msgtype: 'markdown', markdown: { content } }) };
}

/**
 * Feishu, 自定义机器人使用指南 (open.feishu.cn/document/client-docs/bot-v3/add-custom-bot): text; timestamp in seconds and signature in
 * the body. `<at …>` in a text calls people, so its bracket is written in full width. A robot takes 100 messages a minute and
 * 5 a second.
 */
function feishu(
  channel: ChannelSettings,
  notifications: readonly Notification[],
  now: number,
): WebhookRequest {
  const secret = secretOf(channel);
  const seconds = Math.floor(now / 1_000);
  const signed = secret ? { timestamp: String(seconds), sign: feishuSign(secret, seconds) } : {};
  const text = cut(uncalled(plain(channel, notifications)));
  return { query: [], ...jsonBody({ ...signed, msg_type: 'text', content: { text } }) };
}

/**
 * Slack, incoming webhooks (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks): `text`, in which `&`, `<` and
 * `>` are escaped (docs.slack.dev/messaging/formatting-message-text), after the cut, which would halve an escape. One message
 * a second.
 */
function slack(channel: ChannelSettings, notifications: readonly Notification[]): WebhookRequest {
  const text = cut(plain(channel, notifications))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
  return { query: [], ...jsonBody({ text }) };
}

/** Ours: title, text and the alerts as data; with a secret `X-Jinqiao-Timestamp` and `X-Jinqiao-Signature: sha256=<hex>`. */
function json(channel: ChannelSettings, notifications: readonly Notification[], now: number): WebhookRequest {
  const secret = secretOf(channel);
  const title = titleOf(notifications, languagesOf(channel));
  const { body, headers } = jsonBody({
    title,
    text: cut(plain(channel, notifications)),
    alerts: notifications.map(withText),
  });
  const signature = secret && {
    'x-jinqiao-timestamp': String(now),
    'x-jinqiao-signature': `sha256=${jsonSign(secret, now, body)}`,
  };
  return { query: [], body, headers: { ...headers, ...signature } };
}

/** A receiver's program finds a message as one text: both languages side by side, or once where they are the same. */
function withText({ message, ...notification }: Notification): object {
  return message === undefined ? notification : { ...notification, message: inBothLanguages(message) };
}

function secretOf(channel: ChannelSettings): string | undefined {
  return 'secret' in channel ? channel.secret : undefined;
}

function jsonBody(body: object): Pick<WebhookRequest, 'headers' | 'body'> {
  return { headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) };
}

function markdown(channel: ChannelSettings, notifications: readonly Notification[]): string {
  const blocks = notifications.map((one) => {
    const [head = '', ...lines] = linesOf(one, languagesOf(channel));
    return [`**${head}**`, ...lines].join('\n\n');
  });
  return blocks.join('\n\n');
}

function plain(channel: ChannelSettings, notifications: readonly Notification[]): string {
  return notifications.map((one) => linesOf(one, languagesOf(channel)).join('\n')).join('\n\n');
}

function uncalled(text: string): string {
  return text.replaceAll('<', '＜');
}

/** Cut between characters, not within one. */
function cut(text: string): string {
  if (Buffer.byteLength(text) <= MOST_BYTES) return text;
  const kept = Buffer.from(text)
    .subarray(0, MOST_BYTES - 4)
    .toString('utf8');
  return `${kept.replace(/\uFFFD+$/, '')}…`;
}

/**
 * DingTalk, 自定义机器人安全设置 → 加签 (open.dingtalk.com/document/robots/customize-robot-security-settings): HMAC-SHA256 with the
 * secret over `<timestamp>\n<secret>`, Base64. It goes into the query, so its user URL-encodes it.
 * @param timestamp milliseconds since 1970, at most an hour off
 */
export function dingtalkSign(secret: string, timestamp: number): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
}

/**
 * Feishu, 自定义机器人使用指南 → 签名校验 (open.feishu.cn/document/client-docs/bot-v3/add-custom-bot): HMAC-SHA256 of the empty
 * text, with `<timestamp>\n<secret>` as its key, Base64. It goes into the body, beside the timestamp.
 * @param timestamp seconds since 1970, at most an hour off
 */
export function feishuSign(secret: string, timestamp: number): string {
  return createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');
}

/**
 * Of plain JSON, ours: HMAC-SHA256 with the secret over `<timestamp>.<body>`, in hexadecimal.
 * @param timestamp milliseconds since 1970
 */
export function jsonSign(secret: string, timestamp: number, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}
