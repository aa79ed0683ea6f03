import type { Outcome } from '../operations/table';
import type { KingdeeSwitches } from '../switches';
import { asBuild } from './build';
import type { Fault } from './refusal';
import { type Envelope, failureEnvelope } from './status';

/** What decides how an answer is printed. */
export interface Printing {
  readonly shape: 'object' | 'rows' | 'objects';
  readonly isSave?: boolean;
}

/** The body of a finished operation: rows, rows as objects, or the envelope in the site's build. */
export function printResult(
  result: Outcome,
  { shape, isSave }: Printing,
  switches: KingdeeSwitches,
): unknown {
  if ('task' in result) return result.task;
  if ('Result' in result) return asBuild(switches.build, indexed(result, switches), isSave === true);
  if (shape === 'rows') return result.rows;
  return result.rows.map((row) => Object.fromEntries(result.keys.map((key, index) => [key, row[index]])));
}

/** Some sites give each error of a batch the index of its document, others 0. */
function indexed(envelope: Envelope, { errorIndex }: KingdeeSwitches): Envelope {
  const { ResponseStatus: status } = envelope.Result;
  if (errorIndex === 'position' || status.Errors === undefined) return envelope;
  const Errors = status.Errors.map((error) => ({ ...error, DIndex: 0 }));
  return { Result: { ...envelope.Result, ResponseStatus: { ...status, Errors } } };
}

/**
 * The body of a refused call. ExecuteBillQuery wraps it twice in arrays, as recorded (one client also knows it padded with nulls to
 * `columns` cells); BillQuery's single wrapping is known from a client only.
 */
export function printFailure(
  faults: readonly Fault[],
  { shape, isSave }: Printing,
  switches: KingdeeSwitches,
  columns = 1,
): unknown {
  const body = asBuild(switches.build, failureEnvelope(faults), isSave === true);
  if (shape === 'object') return body;
  if (shape === 'objects') return [body];
  const padding =
    switches.queryFailureShape === 'padded' ? Array<null>(Math.max(0, columns - 1)).fill(null) : [];
  return [[body, ...padding]];
}

/** A refusal without the usual envelope. No recording shows either: own choice. */
export function bareFailure(message: string, form: 'show-err-msg' | 'exception'): unknown {
  if (form === 'show-err-msg') return { IsSuccess: false, ShowErrMsg: message };
  const inner = { Message: message, InnerExWrapper: null, InnerException: null };
  return `response_error:${JSON.stringify({ ShowErrMsg: '调用服务失败', InnerExWrapper: inner })}`;
}
