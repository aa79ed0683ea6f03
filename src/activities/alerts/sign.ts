import { createHmac } from 'node:crypto';

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
