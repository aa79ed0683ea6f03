import { findOperation } from '../operations/table';
import type { Body } from './body';
import { Data, isObject } from './data';

const mostNumbers = 100;

/** Facts of a call for the journal: form, documents, page. No credentials, no field contents beside document numbers. */
export function summary(body: Body, operation: string): Record<string, unknown> {
  const takes = findOperation(operation)?.takes ?? [];
  if (takes.length === 0) return {};
  const payload = body.object(takes.at(-1) ?? 'data', takes.length - 1);
  const data = new Data(payload ?? {});
  const form = takes.includes('formid') ? body.text('formid', 0) : data.text('FormId');
  return { ...(form === '' ? {} : { form }), ...documents(data), ...page(data) };
}

function documents(data: Data): Record<string, unknown> {
  const models = data.raw('Model') === undefined ? undefined : data.objects('Model');
  if (models !== undefined)
    return { documents: models.length, numbers: models.slice(0, mostNumbers).map(numberOf) };
  const [ids, numbers] = [data.list('Ids'), [...data.list('Numbers'), ...data.list('Number')]];
  return {
    ...(ids.length === 0 ? {} : { documents: ids.length, ids: ids.slice(0, mostNumbers) }),
    ...(numbers.length === 0 ? {} : { documents: numbers.length, numbers: numbers.slice(0, mostNumbers) }),
  };
}

function numberOf(model: unknown): unknown {
  return isObject(model) ? (model['FNumber'] ?? model['FBillNo'] ?? null) : null;
}

function page(data: Data): Record<string, unknown> {
  if (data.raw('FieldKeys') === undefined) return {};
  return { startRow: data.count('StartRow'), limit: data.count('Limit') };
}
