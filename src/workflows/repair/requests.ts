import type { Discard, RetryWith, RunEnded } from './state';

/** What a repair is asked to do, one after the other. */
export type Request =
  | { readonly kind: 'retry'; readonly how: 'retry' | 'self' }
  | { readonly kind: 'retryWith'; readonly given: RetryWith }
  | { readonly kind: 'check'; readonly run?: RunEnded }
  | { readonly kind: 'discard'; readonly given: Discard };

/** Why a payload of `retryWith` cannot be used; undefined when it can. Payloads come from people: anything may be in them. */
export function faultOfRetryWith(given: unknown): string | undefined {
  const { document, who, why } = asTree(given);
  const missing = [
    ...(isTree(document) && Object.keys(document).length > 0 ? [] : ['document']),
    ...(isText(who) ? [] : ['who']),
    ...(isText(why) ? [] : ['why']),
  ];
  if (missing.length === 0) return undefined;
  return `retryWith refused: ${missing.join(', ')} missing; it takes {"document": {…}, "who": "…", "why": "…"} / 缺少 ${missing.join('、')}`;
}

/** Why a payload of `discard` cannot be used; undefined when it can. */
export function faultOfDiscard(given: unknown): string | undefined {
  if (isText(asTree(given).reason)) return undefined;
  return 'discard refused: reason missing; it takes {"reason": "…", "who": "…"} / 缺少 reason';
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asTree(value: unknown): Readonly<Record<string, unknown>> {
  return isTree(value) ? value : {};
}
