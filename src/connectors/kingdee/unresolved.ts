import type { Document } from '../../contract/page';
import type { Rejection, WriteAnswer, WriteResult } from '../connector';
import { unresolvedReference } from './causes/baseData';

/**
 * A save without `IsVerifyBaseDataField` drops references that it cannot resolve, and then calls their fields empty. Where
 * the document did send such a field, it is the base data that is missing, and not the value.
 */
export function withUnresolved(answer: WriteAnswer, documents: readonly Document[]): WriteAnswer {
  return { ...answer, results: answer.results.map((result) => unresolved(result, documents[result.index])) };
}

function unresolved(result: WriteResult, document: Document | undefined): WriteResult {
  if (!('rejection' in result) || document === undefined) return result;
  const { rejection } = result;
  if (rejection.cause !== 'required-field' || !sendsReference(document, rejection.field)) return result;
  const { cause, ...advice } = unresolvedReference;
  return { ...result, rejection: { ...rejection, cause, advice } satisfies Rejection };
}

/** Whether the field stands in the document, and wherever it stands names base data. */
function sendsReference(document: Document, field: string | undefined): boolean {
  if (field === undefined || !/^\w+$/.test(field)) return false;
  const values = valuesAt(document, field.toLowerCase());
  return values.length > 0 && values.every(isReference);
}

function valuesAt(value: unknown, field: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, field));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) =>
    key.toLowerCase() === field ? [item] : valuesAt(item, field),
  );
}

function isReference(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).some(
    ([key, number]) => key.toLowerCase() === 'fnumber' && typeof number === 'string' && number.trim() !== '',
  );
}
