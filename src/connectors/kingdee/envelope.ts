/**
 * Reads answers. HTTP says 200 to nearly everything and the same refusal comes in a dozen shapes, so every answer is
 * first sorted into one of five kinds, and only a plain table of values is ever taken for data.
 */
import { jsonOf, NotJson, parseJson } from '../json';
import { flag, lenient, type Reader, required, whole, words } from '../readers';
import { list, type Read, readOr, record } from '../record';

/** A value of a query row; a list or an object is none that anyone asked for. */
export type Cell = string | number | boolean | null | object;

/** One error of a refusal. */
export interface AnswerError {
  /** Field key, or several joined by commas; absent where the platform names none. */
  readonly field?: string | undefined;
  readonly message: string;
  /** `DIndex`: position of the document in the request; older versions give none. */
  readonly index?: number | undefined;
}

/** One document that an operation succeeded for. */
export interface AnswerEntity {
  /** Internal id; empty where the platform names none. */
  readonly id: string;
  /** Number; absent where the platform names none. */
  readonly number?: string | undefined;
  readonly index?: number | undefined;
}

/** `ResponseStatus` with every key optional, as versions differ. */
export interface Status {
  readonly isSuccess: boolean;
  readonly msgCode?: number | undefined;
  readonly errors: readonly AnswerError[];
  readonly entities: readonly AnswerEntity[];
}

/** An answer, sorted. */
export type Answer =
  | { readonly kind: 'rows'; readonly rows: readonly (readonly Cell[])[] }
  /** `id`, `number` and `document` are what Save and View put beside the status. */
  | {
      readonly kind: 'status';
      readonly status: Status;
      readonly id?: string;
      readonly number?: string;
      readonly document?: unknown;
    }
  /** `response_error:` and what the server says about its exception. */
  | { readonly kind: 'exception'; readonly message: string }
  /** `{}`, which `View` was seen to give without a session. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'garbled'; readonly reason: string };

const said = lenient(words);
const position = lenient(whole);
/** Taken as it comes: whatever it is, nothing is read off it here. */
const anything: Reader<unknown> = (raw) => raw;

/** A flag of that name beside other words says nothing. */
const shown: Reader<string | undefined> = (raw) => (typeof raw === 'string' && raw.trim() ? raw : undefined);

const errorItem = record({ FieldName: said, Message: said, ShowErrMsg: shown, DIndex: position });
const entityItem = record({ Id: said, Number: said, DIndex: position });

const responseStatus = record({
  IsSuccess: required(flag),
  Errors: list(errorItem),
  SuccessEntitys: list(entityItem),
  MsgCode: position,
});

const envelope = record({
  Result: required(
    record({ ResponseStatus: required(responseStatus), Id: said, Number: said, Result: anything }),
  ),
});

const bareResult = record({ Result: record({ IsSuccess: flag, Message: said, ShowErrMsg: shown }) });

function errorOf(item: Read<typeof errorItem>): AnswerError {
  return {
    field: item.FieldName?.trim(),
    message: (item.Message ?? item.ShowErrMsg)?.trim() ?? 'no reason given',
    index: item.DIndex,
  };
}

function statusOf(status: Read<typeof responseStatus>): Status {
  return {
    isSuccess: status.IsSuccess,
    msgCode: status.MsgCode,
    errors: status.Errors.map(errorOf),
    entities: status.SuccessEntitys.map(({ Id, Number: number, DIndex }) => ({
      id: Id?.trim() ?? '',
      number: number?.trim(),
      index: DIndex,
    })),
  };
}

/** Sorts one answer's text. Never throws. */
export function readAnswer(text: string): Answer {
  const body = text.trim();
  if (body.startsWith('response_error:')) return { kind: 'exception', message: exceptionMessage(body) };
  try {
    const json = parseJson(body);
    return Array.isArray(json) ? readList(json) : readObject(json);
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    return { kind: 'garbled', reason: body === '' ? 'the answer is empty' : error.message };
  }
}

/** A refused query comes as a row, at any place of it. Other objects are values of columns. */
function readList(list: readonly unknown[]): Answer {
  const answers = list.flat().filter(isObject).map(readObject);
  const refusal = answers.find((answer) => answer.kind === 'status');
  if (refusal?.status.isSuccess === false) return refusal;
  if (refusal) return { kind: 'garbled', reason: 'objects where rows of values belong' };
  return list.every(isRow)
    ? { kind: 'rows', rows: list }
    : { kind: 'garbled', reason: 'rows are not lists of values' };
}

function isRow(row: unknown): row is readonly Cell[] {
  return Array.isArray(row) && row.every((cell) => cell !== undefined);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readObject(json: unknown): Answer {
  if (isEmptyObject(json)) return { kind: 'empty' };
  return readOr(
    () => statusAnswer(envelope(json, '').Result),
    (fault) => bareRefusal(json) ?? { kind: 'garbled', reason: fault.message },
  );
}

/**
 * Failures without a `ResponseStatus`: `{Result: {IsSuccess: false, Message}}`, `{Message}`, `{FieldName, Message, DIndex}`;
 * some sites name the message `ShowErrMsg`.
 */
function bareRefusal(json: unknown): Answer | undefined {
  const wrapped = readOr(
    () => {
      const { IsSuccess, ShowErrMsg, Message = ShowErrMsg } = bareResult(json, '').Result;
      return IsSuccess === false && Message !== undefined ? { message: Message.trim() } : undefined;
    },
    () => undefined,
  );
  const error = wrapped ?? bareError(json);
  return error && { kind: 'status', status: { isSuccess: false, errors: [error], entities: [] } };
}

function bareError(json: unknown): AnswerError | undefined {
  return readOr(
    () => {
      const item = errorItem(json, '');
      return (item.Message ?? item.ShowErrMsg) === undefined ? undefined : errorOf(item);
    },
    () => undefined,
  );
}

function statusAnswer(result: Read<typeof envelope>['Result']): Answer {
  const { ResponseStatus, Id, Number: number, Result: document } = result;
  const hasDocument = document !== undefined && document !== null;
  const status = statusOf(ResponseStatus);
  return {
    kind: 'status',
    status,
    ...(Id ? { id: Id.trim() } : {}),
    ...(number ? { number: number.trim() } : {}),
    ...(hasDocument ? { document } : {}),
  };
}

function isEmptyObject(json: unknown): boolean {
  return isObject(json) && Object.keys(json as object).length === 0;
}

const inner = lenient(record({ Message: said }));
const exceptionBody = record({
  Message: said,
  ShowErrMsg: shown,
  InnerExWrapper: inner,
  InnerException: inner,
});

/** `response_error:` is followed by JSON `{Message, InnerExWrapper, InnerException}`, or by text. What is inside tells more. */
function exceptionMessage(body: string): string {
  const rest = body.slice('response_error:'.length).trim();
  return readOr(
    () => {
      const { Message, ShowErrMsg, InnerExWrapper, InnerException } = exceptionBody(jsonOf(rest), '');
      const said = [Message ?? ShowErrMsg, InnerExWrapper?.Message, InnerException?.Message];
      return [...new Set(said.filter((text) => text !== undefined))].join('; ') || rest;
    },
    () => rest,
  );
}
