/** Checks of what comes from outside: inputs, signals, updates. Anybody may send them, and anything may be in them. */
import {
  ApplicationFailure,
  defineSignal,
  log,
  setDefaultSignalHandler,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';

type Tree = Readonly<Record<string, unknown>>;

/** Characters of a whole payload; documents that people edit are far shorter. */
const MOST_CHARACTERS = 200_000;

/** Lines of a workflow that are kept for its page, and written to the log of one execution. */
const [MOST_SHOWN, MOST_LOGGED] = [3, 50];

/** A JSON object that is not too long to be carried on. */
export function isTree(value: unknown): value is Tree {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value))
    return false;
  return JSON.stringify(value).length <= MOST_CHARACTERS;
}

/** Bytes of a value as JSON, which is how it is handed on. */
export function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

/** A text with something in it, of at most so many characters. */
export function isText(value: unknown, most = 2_000): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= most;
}

export function isNumber(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

/** A list of at most so many members, each of them right. */
export function isListOf(list: unknown, isOne: (member: unknown) => boolean, most = 5_000): boolean {
  return Array.isArray(list) && list.length <= most && list.every(isOne);
}

/** @throws ApplicationFailure `Misconfigured` where a run's input is no object; its members are looked at by the plan */
export function assertRunInput(type: string, input: unknown): void {
  if (input === undefined || input === null || isTree(input)) return;
  throw ApplicationFailure.nonRetryable(
    `input of ${type}: give a JSON object of at most ${MOST_CHARACTERS} characters, or nothing; it is ${named(input)}`,
    'Misconfigured',
  );
}

/** Whether an execution before handed on what this one begins with; anybody may start a workflow with such an input. */
export function isContinued(): boolean {
  return workflowInfo().continuedFromExecutionRunId !== undefined;
}

/** Whether an execution has a history that is long enough to continue as new. */
export function isHistoryLong(mostEvents: number): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || historyLength > mostEvents;
}

/**
 * What an execution hands on. It counts only where there was one before: who starts a workflow "like this one" in the
 * Temporal UI sends it along.
 */
export function carriedOn<T>(carry: T | undefined, wanted: Wanted, notices: Notices): T | undefined {
  if (carry === undefined || carry === null) return undefined;
  if (!isContinued()) {
    notices.add('a second input was given and is ignored: it begins anew / 已忽略多余的第二个输入，重新开始');
    return undefined;
  }
  assertStartInput(workflowInfo().workflowType, carry, wanted, 'what it hands on cannot be read');
  return carry;
}

/** A signal, and what is done about its input; about each one where many come as one. */
export type Heard = readonly [signal: { readonly name: string }, handle: (given: unknown) => void];

/** What was sent to a workflow and came to nothing: in the log, and on its page. */
export class Notices {
  private readonly shown: string[] = [];
  private logged = 0;

  /** Lines so far: signals may come by the thousand within one task, so whoever shows them looks at this instead. */
  get count(): number {
    return this.logged;
  }

  /** The newest, for the page. */
  get lines(): readonly string[] {
    return this.shown;
  }

  add(line: string): void {
    if (this.shown.at(-1) !== line) this.shown.push(line);
    if (this.shown.length > MOST_SHOWN) this.shown.shift();
    this.logged += 1;
    if (this.logged <= MOST_LOGGED) log.warn(line);
  }

  /**
   * Listens to signals. Of other names, which would wait for ever without a word, it says that there is no such signal.
   * @param known names for people to choose from
   */
  listen(
    signals: readonly Heard[],
    known: readonly string[] = signals.map(([{ name }]) => name),
    changed: () => void = () => undefined,
  ): void {
    const handlers = new Map(signals.map(([{ name }, handle]) => [name, each(handle)]));
    // Before those of their names: what came earlier is then heard in the order in which it was sent.
    setDefaultSignalHandler((name, ...given) => {
      const handle = handlers.get(name);
      if (handle) return handle(...given);
      this.add(`no signal ${name.slice(0, 80)}; there are ${known.join(', ') || 'none'} / 没有这个信号`);
      changed();
    });
    for (const [name, handle] of handlers) setHandler(defineSignal<unknown[]>(name), handle);
  }
}

/** A signal without an input is heard once, one of many inputs for each of them. */
function each(handle: (given: unknown) => void): (...given: readonly unknown[]) => void {
  return (...given) => (given.length === 0 ? [undefined] : given).forEach((one) => handle(one));
}

function named(value: unknown): string {
  if (typeof value === 'symbol') return String(value.description);
  if (typeof value === 'object') return 'a list, bytes, or too long';
  return `a ${typeof value}`;
}

/** Members that an input must have, by what they have to be. */
export type Wanted = Readonly<Record<string, 'text' | 'number' | 'list' | 'object'>>;

/**
 * Refuses an input that only a person gives: types that other workflows start can be started in the Temporal UI as well,
 * and what throws in workflow code any other way leaves a run that hangs.
 * @param type the workflow type, @param instead what to do instead
 * @throws ApplicationFailure `Misconfigured`
 */
export function assertStartInput(type: string, input: unknown, wanted: Wanted, instead: string): void {
  const given = isObject(input) ? input : {};
  const missing = Object.entries(wanted)
    .filter(([name, kind]) => !isOf(kind, given[name]))
    .map(([name, kind]) => `${name} (${kind})`);
  if (isObject(input) && missing.length === 0) return;
  const lacks = missing.length > 0 ? `; the input lacks ${missing.join(', ')}` : '';
  throw ApplicationFailure.nonRetryable(
    `${type} is not started by hand: ${instead}${lacks}`,
    'Misconfigured',
  );
}

function isOf(kind: Wanted[string], value: unknown): boolean {
  if (kind === 'list') return Array.isArray(value);
  if (kind === 'object') return isObject(value);
  return kind === 'text' ? typeof value === 'string' && value !== '' : Number.isFinite(value);
}

/** Whether a value is an object with members. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
