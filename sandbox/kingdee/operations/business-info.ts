import type { Envelope } from '../envelopes/status';
import { entityPaths, type Entity, type Field, type FieldType, type Form } from '../forms/form';
import { steps } from './lifecycle';

/** Numbers of our own: of the real ones only 12, a text, and 60523, the flex field, are known. */
const elementTypes: Readonly<Record<FieldType, number>> = {
  text: 12,
  name: 2,
  number: 3,
  boolean: 4,
  date: 5,
  enum: 6,
  system: 7,
  reference: 8,
};

/** Seen are 231 text, 61 date and time, 106 decimal, 127 and 1 reference; the others are our own choice. */
const fieldTypes: Readonly<Record<FieldType, number>> = {
  text: 231,
  name: 231,
  number: 106,
  boolean: 167,
  date: 61,
  enum: 231,
  system: 231,
  reference: 127,
};

/** QueryBusinessInfo: the form's operations, entities and fields. */
export function businessInfo(form: Form): Envelope {
  const info = {
    Id: form.id,
    Name: inChinese(form.label),
    PkFieldName: form.head.primaryKey.toUpperCase(),
    Operations: operations(),
    Entrys: entityPaths(form.head).map(describeEntity),
  };
  return {
    Result: {
      ResponseStatus: { IsSuccess: true, Errors: [], SuccessEntitys: [], SuccessMessages: [], MsgCode: 0 },
      NeedReturnData: info,
    },
  };
}

function operations(): object[] {
  const labels = {
    Save: '保存',
    Draft: '暂存',
    View: '查看',
    ...Object.fromEntries(Object.entries(steps).map(([key, { label }]) => [key, label])),
  };
  return Object.entries(labels).map(([key, label]) => ({
    OperationNumber: key,
    OperationName: inChinese(label),
  }));
}

function describeEntity(path: readonly Entity[]): object {
  const entity = path.at(-1) as Entity;
  const parent = path.at(-2);
  const isHead = parent === undefined;
  return {
    Key: isHead ? 'FBillHead' : entity.key,
    Name: inChinese(entity.label),
    EntryName: entity.orm,
    TableName: `T_${entity.orm}`.toUpperCase(),
    // Only an entry within an entry has one.
    ParentKey: parent?.kind === 'entry' ? parent.key : null,
    EntryPkFieldName: entity.primaryKey.toUpperCase(),
    ...(entity.kind === 'entry' ? { SeqFieldKey: 'FSeq' } : {}),
    Fields: entity.fields.map(describeField),
  };
}

function describeField(field: Field): object {
  return {
    Key: field.key,
    Name: inChinese(field.label),
    FieldName: field.key.toUpperCase(),
    MustInput: field.must === true ? 1 : 0,
    FieldType: fieldTypes[field.type],
    ElementType: elementTypes[field.type],
    LookUpObjectFormId: field.form ?? '',
    IsViewVisible: true,
    Extends: null,
  };
}

function inChinese(text: string): { Key: number; Value: string }[] {
  return [{ Key: 2052, Value: text }];
}
