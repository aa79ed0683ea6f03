import { ApplicationFailure } from '@temporalio/common';
import { isNumber, isTree } from '../given';

const DAY_MS = 86_400_000;

/** Calls and slots that one request may name: far more than any account has. */
const MOST = 100_000;

/** @throws ApplicationFailure `Misconfigured` where a request could not be reckoned with */
export function assertLeaseRequest(request: unknown): void {
  const { count, windows, fuzzMs, unused = [], throttledMs = 0 } = isTree(request) ? request : {};
  const isFit =
    isNumber(count, 0, MOST) &&
    isNumber(fuzzMs, 0, DAY_MS) &&
    isNumber(throttledMs, 0, DAY_MS) &&
    isListOf(windows, isWindow) &&
    isListOf(unused, (end) => isNumber(end, 0, Number.MAX_SAFE_INTEGER));
  if (isFit) return;
  throw ApplicationFailure.nonRetryable(
    'lease refused: it takes {"count": …, "windows": [{"calls": …, "withinMs": …}], "fuzzMs": …}',
    'Misconfigured',
  );
}

function isWindow(window: unknown): boolean {
  if (!isTree(window)) return false;
  return isNumber(window.calls, 1, MOST) && isNumber(window.withinMs, 1, DAY_MS);
}

function isListOf(list: unknown, isOne: (member: unknown) => boolean): boolean {
  return Array.isArray(list) && list.length <= MOST && list.every(isOne);
}
