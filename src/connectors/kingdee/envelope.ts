/**
 * Reads answers. HTTP says 200 to nearly everything and the same refusal comes in a dozen shapes, so every answer is
 * first sorted into one of five kinds, and only a plain table of values is ever taken for data.
 */
import { z } from 'zod';
import { jsonOf, NotJson, parseJson } from '../json';

/** A value of a query row. */
export type Cell = string | number | boolean | null;

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
  /** `id` and `document` are what Save and View put beside the status. */
  | { readonly kind: 'status'; readonly status: Status; readonly id?: string; readonly document?: unknown }
  /** `response_error:` and what the server says about its exception. */
  | { readonly kind: 'exception'; readonly message: string }
  /** `{}`, which `View` was seen to give without a session. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'garbled'; readonly reason: string };

/** A whole number, or a text that is one: versions differ. */
export const wholeNumber = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);
const lenientNumber = wholeNumber.nullish().catch(undefined);
const flag = z.union([z.boolean(), z.stringbool()]);
const idText = z.union([z.number(), z.string()]).transform((id) => String(id).trim());

const errorItem = z
  .object({ FieldName: z.string().nullish(), Message: z.string().nullish(), DIndex: lenientNumber })
  .transform((item): AnswerError => ({
    field: item.FieldName?.trim() || undefined,
    message: item.Message?.trim() || 'no reason given',
    index: item.DIndex ?? undefined,
  }));

const entityItem = z
  .object({ Id: idText.nullish(), DIndex: lenientNumber })
  .transform((item): AnswerEntity => ({ id: item.Id ?? '', index: item.DIndex ?? undefined }));

const responseStatus = z
  .object({
    IsSuccess: flag,
    Errors: z.array(errorItem).nullish(),
    SuccessEntitys: z.array(entityItem).nullish(),
    MsgCode: lenientNumber,
  })
  .transform((status): Status => ({
    isSuccess: status.IsSuccess,
    msgCode: status.MsgCode ?? undefined,
    errors: status.Errors ?? [],
    entities: status.SuccessEntitys ?? [],
  }));

const envelope = z.object({
  Result: z.object({
    ResponseStatus: responseStatus,
    Id: idText.nullish(),
    Result: z.unknown().optional(),
  }),
});

/** Failures without a `ResponseStatus`: `{Result: {IsSuccess: false, Message}}`, `{Message}`, `{FieldName, Message, DIndex}`. */
const bareError = z.union([
  z
    .object({ Result: z.object({ IsSuccess: z.literal(false), Message: z.string() }) })
    .transform((e) => e.Result),
  z.looseObject({ Message: z.string() }),
]);

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

/** A refused query comes as a row: anything but a plain value in any place means that there are no data at all. */
function readList(list: readonly unknown[]): Answer {
  const objects = list.flat().filter((cell) => typeof cell === 'object' && cell !== null);
  if (objects.length > 0) return readRefusal(objects);
  return list.every(isRow)
    ? { kind: 'rows', rows: list }
    : { kind: 'garbled', reason: 'rows are not lists of values' };
}

function isRow(row: unknown): row is readonly Cell[] {
  return Array.isArray(row);
}

function readRefusal(objects: readonly unknown[]): Answer {
  const answers = objects.map(readObject);
  const refusal = answers.find((answer) => answer.kind === 'status' && !answer.status.isSuccess);
  return refusal ?? { kind: 'garbled', reason: 'objects where rows of values belong' };
}

function readObject(json: unknown): Answer {
  if (isEmptyObject(json)) return { kind: 'empty' };
  const whole = envelope.safeParse(json);
  if (whole.success) return statusAnswer(whole.data.Result);
  const bare = bareError.safeParse(json);
  if (!bare.success) return { kind: 'garbled', reason: reasonOf(whole.error) };
  const errors = [errorItem.parse(bare.data)];
  return { kind: 'status', status: { isSuccess: false, errors, entities: [] } };
}

function statusAnswer(result: z.output<typeof envelope>['Result']): Answer {
  const { ResponseStatus: status, Id: id, Result: document } = result;
  const hasDocument = document !== undefined && document !== null;
  return { kind: 'status', status, ...(id ? { id } : {}), ...(hasDocument ? { document } : {}) };
}

function isEmptyObject(json: unknown): boolean {
  return typeof json === 'object' && json !== null && Object.keys(json).length === 0;
}

/** Where the answer leaves the contract: a path, never a value. */
function reasonOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? 'unknown shape' : `${issue.path.join('.') || 'answer'}: ${issue.code}`;
}

const exceptionBody = z.object({ Message: z.string() });

/** `response_error:` is followed by JSON `{Message, InnerExWrapper, InnerException}`, or by text. */
function exceptionMessage(body: string): string {
  const rest = body.slice('response_error:'.length).trim();
  const parsed = exceptionBody.safeParse(jsonOf(rest));
  return parsed.success ? parsed.data.Message : rest;
}
