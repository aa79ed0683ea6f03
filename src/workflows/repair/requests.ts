import { MOST } from '../../contract/bounds';
import { isText, isTree, bytesOf, type Notices } from '../inputs';
import type { Discard, RetryWith, RunEnded, ReportedRejection } from '../../contract/repair';
import { checkSignal, discardSignal, rejectedSignal, retrySignal, retryWithSignal } from '../definitions';

/** Characters of a platform's words. */
const MOST_MESSAGE = 20_000;

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
    ...(isText(who, Infinity) ? [] : ['who']),
    ...(isText(why, Infinity) ? [] : ['why']),
  ];
  if (missing.length === 0) return faultOfSize('retryWith', { who, why }, document);
  return `retryWith refused: ${missing.join(', ')} missing; it takes {"document": {…}, "who": "…", "why": "…"} / 缺少 ${missing.join('、')}`;
}

/** Why a payload of `discard` cannot be used; undefined when it can. */
export function faultOfDiscard(given: unknown): string | undefined {
  const { reason, who } = asTree(given);
  if (isText(reason, Infinity)) return faultOfSize('discard', { reason, who });
  return 'discard refused: reason missing; it takes {"reason": "…", "who": "…"} / 缺少 reason';
}

function faultOfSize(
  signal: string,
  texts: Readonly<Record<string, unknown>>,
  document?: unknown,
): string | undefined {
  const long = Object.entries(texts).find(([, text]) => typeof text === 'string' && text.length > MOST.text);
  if (long)
    return `${signal} refused: ${long[0]} has more than ${MOST.text} characters / ${long[0]} 超过 ${MOST.text} 个字符`;
  if (document === undefined || JSON.stringify(document).length <= MOST.document) return undefined;
  return `${signal} refused: the document has more than ${MOST.document} characters / 单据超过 ${MOST.document} 个字符`;
}

/** Whether it is a rejection that a run reports. */
function isReportedRejection(given: unknown): given is ReportedRejection {
  const { cause, message, outcome, occurrence, field } = asTree(given);
  const { workflowId, runId, at, page } = asTree(occurrence);
  return (
    [cause, message, workflowId, runId, at].every((text) => isText(text, MOST_MESSAGE)) &&
    (outcome === 'rejected' || outcome === 'in-doubt') &&
    (field === undefined || isText(field)) &&
    typeof page === 'number' &&
    !Number.isNaN(Date.parse(String(at)))
  );
}

/** Whether it is what a run tells of its end. */
function isRunEnded(given: unknown): given is RunEnded {
  const { workflowId, runId, startedAt, parameters, readAll } = asTree(given);
  return (
    [workflowId, runId, startedAt].every((text) => isText(text)) &&
    isTree(parameters) &&
    typeof readAll === 'boolean'
  );
}

function asTree(value: unknown): Readonly<Record<string, unknown>> {
  return isTree(value) ? value : {};
}

/** What is asked beyond these has to be asked again: they are handed on to a continuation, which takes 2 MB. */
const MOST_WAITING = { requests: 10, bytes: 800_000 } as const;

/** What a repair was asked and has not done. */
export class Inbox {
  private readonly requests: Request[];

  constructor(from: readonly Request[] = []) {
    this.requests = [...from];
  }

  get isEmpty(): boolean {
    return this.requests.length === 0;
  }

  /** Takes a request that says nothing but its kind: one of a kind is enough. */
  once(request: Request): void {
    if (!this.requests.some(({ kind }) => kind === request.kind)) this.requests.push(request);
  }

  /** Takes a request. @returns why it is refused, where it is */
  add(request: Request): string | undefined {
    const isFull =
      this.requests.length >= MOST_WAITING.requests ||
      bytesOf([...this.requests, request]) > MOST_WAITING.bytes;
    if (isFull) return `${request.kind} refused: too much is asked already / 待处理请求过多`;
    this.requests.push(request);
    return undefined;
  }

  /** The oldest, which is then no longer here. */
  take(): Request | undefined {
    return this.requests.shift();
  }

  snapshot(): readonly Request[] {
    return [...this.requests];
  }
}

/** What a repair does about its signals. */
export interface RequestListener {
  rejectedByRun(rejection: ReportedRejection): void;
  /** @param run absent where a person asks */
  askedToCheck(run: RunEnded | undefined): void;
  asked(request: Request): void;
  /** Something was sent that came to nothing. */
  note(line: string): void;
}

/** Listens to a repair's signals; anybody may send them, and anything may be in them. */
export function listenToRequests(notices: Notices, repair: RequestListener): void {
  const refuse = (fault: string) => {
    notices.add(fault);
    repair.note(fault);
  };
  const ask = (fault: string | undefined, request: Request) =>
    fault === undefined ? repair.asked(request) : refuse(fault);
  notices.listen(
    [
      [
        rejectedSignal,
        (given) => {
          if (isReportedRejection(given)) repair.rejectedByRun(given);
          else refuse('rejected refused: it is sent by runs / 该信号由运行发送');
        },
      ],
      [retrySignal, () => repair.asked({ kind: 'retry', how: 'retry' })],
      [
        retryWithSignal,
        (given) => ask(faultOfRetryWith(given), { kind: 'retryWith', given: given as RetryWith }),
      ],
      [discardSignal, (given) => ask(faultOfDiscard(given), { kind: 'discard', given: given as Discard })],
      [
        checkSignal,
        (given) => {
          if (given === undefined || given === null || isRunEnded(given))
            repair.askedToCheck(given ?? undefined);
          else refuse('check refused: it takes no input / 该信号不带输入');
        },
      ],
    ],
    ['retry', 'retryWith', 'check', 'discard'],
    () => repair.note(notices.lines.at(-1) ?? ''),
  );
}
