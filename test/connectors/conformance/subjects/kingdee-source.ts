import { forms } from '../../../../src/connectors/kingdee/forms';
import type { Bench } from '../../sandbox';
import type { SourceSubject } from '../subject';
import { type Auth, baseData, connectKingdee, hourOff, kingdeeSite, outstock } from './kingdee-site';

const serial = (at: number) => `K${String(at).padStart(5, '0')}`;

const failure = (Message: string, MsgCode: number) => {
  const errors = [{ FieldName: null, Message, DIndex: 0 }];
  return [
    [{ Result: { ResponseStatus: { IsSuccess: false, Errors: errors, SuccessEntitys: [], MsgCode } } }],
  ];
};

interface Query {
  readonly auth: Auth;
  readonly form: 'BD_Customer' | 'SAL_OUTSTOCK';
  readonly id: string;
  readonly row: SourceSubject['row'];
  readonly key: SourceSubject['key'];
  readonly textField: string;
}

/** An answer of the query whose rows have this id and this number and nothing else. */
function answerOf({ form, id }: Query, rows: readonly (readonly [number, string | null])[]): unknown {
  const fields = Object.keys(forms[form].source.fields);
  const empty = [...new Set([id, ...fields])].slice(2).map(() => null);
  return rows.map((row) => [...row, ...empty]);
}

function subjectOf(query: Query): SourceSubject {
  const { auth, form, row, key, textField } = query;
  const answer = answerOf(query, [
    [1, null],
    [2, serial(2)],
  ]);
  const extraFields = { SAL_OUTSTOCK: ['FNote'] };
  return {
    ...kingdeeSite,
    name: `kingdee, ${form}, ${auth}`,
    collection: form,
    operation: 'ExecuteBillQuery',
    method: `ExecuteBillQuery/${form}`,
    paging: 'key',
    hourOff: hourOff(auth),
    connect: (bench, changes) =>
      connectKingdee(auth, bench, form === 'BD_Customer' ? changes : { extraFields, ...changes }),
    request: () => ({ FilterString: '' }),
    row,
    key,
    textField,
    largest: { size: 8, changes: { queryLimit: 8 }, beyond: 'clamped' },
    spoil: (bench: Bench) =>
      bench.fault('answer', {
        operation: 'ExecuteBillQuery',
        body: form === 'BD_Customer' ? answer : withNote(answer),
      }),
    refusals: [
      [failure('字段不存在', 9), 'Misconfigured'],
      [failure('您没有查看权限', 2), 'Unauthorized'],
      [failure('接口调用受限', 14), 'Throttled'],
      [failure('数据库执行异常', 6), 'Unavailable'],
    ],
    repeats:
      form === 'BD_Customer'
        ? answerOf(query, [[1, serial(1)]])
        : withNote(answerOf(query, [[1, serial(1)]])),
  };
}

/** Sale-outs are asked for one field more. */
const withNote = (answer: unknown) => (answer as unknown[][]).map((row) => [...row, null]);

/** Customers, a row a contact, and sale-outs. */
export const kingdeeSources: readonly SourceSubject[] = [
  subjectOf({
    auth: 'signed',
    form: 'BD_Customer',
    id: 'FCUSTID',
    row: (_template, at, name) => baseData(serial(at), name),
    key: (at) => `${serial(at)}@100#1`,
    textField: 'FName',
  }),
  subjectOf({
    auth: 'app-secret',
    form: 'SAL_OUTSTOCK',
    id: 'FID',
    row: (_template, at, note) => outstock(serial(at), note),
    key: serial,
    textField: 'FNote',
  }),
];
