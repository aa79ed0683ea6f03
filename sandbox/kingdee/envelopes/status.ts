import type { Fault } from './refusal';

/** A document that an operation was done on. */
export interface Done {
  readonly id: number | string;
  readonly number: string;
  readonly index: number;
}

/** A fault and the position (DIndex) of its document in the call. */
export interface Failed extends Fault {
  readonly index: number;
}

/** `ResponseStatus` in the recorded key order; `ErrorCode` is there only on failure. */
export interface ResponseStatus {
  readonly ErrorCode?: 500;
  readonly IsSuccess: boolean;
  readonly Errors: readonly { FieldName: string | null; Message: string; DIndex: number }[];
  readonly SuccessEntitys: readonly { Id: number | string; Number: string; DIndex: number }[];
  readonly SuccessMessages: readonly { FieldName: null; Message: string; DIndex: number }[];
  readonly MsgCode: number;
}

/** The answer of an object operation: `{"Result":{"ResponseStatus":…}}` and what the operation adds. */
export interface Envelope {
  readonly Result: { readonly ResponseStatus: Partial<ResponseStatus>; readonly [key: string]: unknown };
}

function errorLines(failed: readonly Failed[]): ResponseStatus['Errors'] {
  const ordered = failed.toSorted((a, b) => (a.level ?? 2) - (b.level ?? 2));
  return ordered.map(({ fieldName, message, index }) => ({
    FieldName: fieldName,
    Message: message,
    DIndex: index,
  }));
}

/**
 * The status of a call by its documents. Mixed results are not documented: `mixedIsSuccess` decides then.
 */
export function responseStatus(
  done: readonly Done[],
  failed: readonly Failed[],
  mixedIsSuccess: boolean,
): ResponseStatus {
  const success = failed.length === 0 || (done.length > 0 && mixedIsSuccess);
  return {
    ...(success ? {} : { ErrorCode: 500 as const }),
    IsSuccess: success,
    Errors: errorLines(failed),
    SuccessEntitys: done.map(({ id, number, index }) => ({ Id: id, Number: number, DIndex: index })),
    SuccessMessages: [],
    MsgCode: failed[0]?.code ?? 0,
  };
}

/** The failure envelope of a refused call; every line has DIndex 0. */
export function failureEnvelope(faults: readonly Fault[]): Envelope {
  const failed = faults.map((fault) => ({ ...fault, index: 0 }));
  return { Result: { ResponseStatus: responseStatus([], failed, false) } };
}
