import type { Envelope } from '../envelopes/status';
import { entityPaths, type Entity, type Field, type FieldType, type Form } from '../forms/form';
import { steps } from './lifecycle';

/** Numbers of our own: of the real ones only 60523, the flex field, is documented, and the sandbox has none of those. */
const elementTypes: Readonly<Record<FieldType, number>> = {
  text: 1,
  name: 2,
  number: 3,
  boolean: 4,
  date: 5,
  enum: 6,
  system: 7,
  reference: 8,
};

/** QueryBusinessInfo: the form's operations, entities and fields. */
export function businessInfo(form: Form): Envelope {
  const info = {
    Id: form.id,
    Name: inChinese(form.label),
    Operations: operations(),
    Entrys: entityPaths(form.head).flatMap((path) => path.slice(-1).map(describeEntity)),
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

function describeEntity(entity: Entity): object {
  return {
    Key: entity.key,
    Name: inChinese(entity.label),
    EntryName: entity.orm,
    Fields: entity.fields.map(describeField),
  };
}

function describeField(field: Field): object {
  return {
    Key: field.key,
    Name: inChinese(field.label),
    FieldName: field.key.toUpperCase(),
    MustInput: field.must === true ? 1 : 0,
    ElementType: elementTypes[field.type],
    IsViewVisible: true,
    ...(field.form === undefined ? {} : { LookUpObjectFormId: field.form }),
    Extends: null,
  };
}

function inChinese(text: string): { Key: number; Value: string }[] {
  return [{ Key: 2052, Value: text }];
}
