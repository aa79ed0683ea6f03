import type { Rejection } from '../connector';

/** 4xx statuses that speak of credentials, address, time or pace, and so never of what a request holds. */
const ofTheCall: ReadonlySet<number> = new Set([401, 404, 407, 408, 410, 421, 425, 426, 429]);

const tooLarge: ReadonlySet<number> = new Set([413, 414, 431]);

/**
 * Firewalls and proxies in front of a platform refuse single requests for their size or for words in them, mostly with 403,
 * 405, 406, 413 or 418 and a page of their own. Whether such a status is about the request or about the address shows only
 * beside a request that passes.
 * @returns what a record is refused with when it alone meets the status; undefined for a status that is about no record
 */
export function refusedOnTheWay(status: number): Rejection | undefined {
  if (status < 400 || status > 499 || ofTheCall.has(status)) return undefined;
  const message = `HTTP status ${status}: the request did not reach the platform, although others do`;
  return tooLarge.has(status)
    ? { cause: 'too-large', message, advice: sizeAdvice }
    : { cause: 'blocked', message, advice: firewallAdvice };
}

const firewallAdvice = {
  en: 'A firewall or proxy in front of the platform refuses a text of this record (quotes, SQL words, markup): let it pass calls of this host, or change the text in the source.',
  zh: '平台前面的防火墙或代理拒绝了该记录中的某段文字（引号、SQL 关键字、标签等）：请在防火墙放行本机的调用，或在来源中修改该文字。',
};

const sizeAdvice = {
  en: 'A proxy in front of the platform takes no request of this size: raise its limit (nginx client_max_body_size, IIS maxAllowedContentLength).',
  zh: '平台前面的代理不接受这么大的请求：请调高其上限（nginx client_max_body_size、IIS maxAllowedContentLength）。',
};
