import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
  setHandler,
} from '@temporalio/workflow';
import { type BudgetState, FRESH, lend } from './arithmetic';
import { inert } from '../../contract/visible';
import { isContinued, isHistoryLong, Notices, assertStartInput, isListOf, isNumber, isTree } from '../inputs';
import type { LeaseRequest } from '../../contract/budget';
import { leaseUpdate } from '../definitions';
import { LENDER_IDLE_MS } from '../../contract/policies';
import { ApplicationFailure } from '@temporalio/common';

/** What an execution begins with; workers give nothing. */
export interface BudgetInput {
  /** What the execution before remembered. */
  readonly state?: BudgetState;
  /** It ends when nobody has asked for so long; default 10 minutes. */
  readonly idleMs?: number;
  /** It continues as new beyond so many events; default 2,000. */
  readonly mostEvents?: number;
}

/**
 * The call budget of one account, shared by all workers on a task queue: it answers updates `lease` and remembers what
 * it has lent. Started by whoever asks first; it ends when nobody asks any more and all windows are empty.
 */
export async function accountBudget(input: BudgetInput = {}): Promise<void> {
  assertStartInput('accountBudget', input, {}, 'workers start it, without an input');
  const { idleMs = LENDER_IDLE_MS, mostEvents = 2_000 } = input;
  // What was lent is known by the execution before alone.
  let state = (isContinued() ? input.state : undefined) ?? FRESH;
  let endsAt = Date.now() + idleMs;
  const notices = new Notices();
  notices.listen([], [], () => setCurrentDetails(notices.lines.map(inert).join('\n\n')));
  const answer = (request: LeaseRequest) => {
    const lent = lend(state, request, Date.now());
    state = lent.state;
    endsAt = Math.max(Date.now() + idleMs, state.freeAt);
    return lent.lease;
  };
  setHandler(leaseUpdate, answer, { validator: assertLeaseRequest });
  const isLong = () => isHistoryLong(mostEvents);
  while (Date.now() < endsAt) {
    if (!(await condition(isLong, endsAt - Date.now()))) continue;
    await condition(allHandlersFinished);
    await continueAsNew<typeof accountBudget>({ ...input, state });
  }
}

const DAY_MS = 86_400_000;

/** Calls and slots that one request may name: far more than any account has. */
const MOST = 100_000;

/** @throws ApplicationFailure `Misconfigured` where a request could not be reckoned with */
function assertLeaseRequest(request: unknown): void {
  const { count, windows, clockUncertaintyMs, unused = [], throttledMs = 0 } = isTree(request) ? request : {};
  const isFit =
    isNumber(count, 0, MOST) &&
    isNumber(clockUncertaintyMs, 0, DAY_MS) &&
    isNumber(throttledMs, 0, DAY_MS) &&
    isListOf(windows, isWindow, MOST) &&
    isListOf(unused, (end) => isNumber(end, 0, Number.MAX_SAFE_INTEGER), MOST);
  if (isFit) return;
  throw ApplicationFailure.nonRetryable(
    'lease refused: it takes {"count": …, "windows": [{"calls": …, "withinMs": …}], "clockUncertaintyMs": …}',
    'Misconfigured',
  );
}

function isWindow(window: unknown): boolean {
  if (!isTree(window)) return false;
  return isNumber(window.calls, 1, MOST) && isNumber(window.withinMs, 1, DAY_MS);
}
