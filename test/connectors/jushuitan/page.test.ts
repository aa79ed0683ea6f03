import { ProtocolViolation } from '../../../src/connectors/errors';
import { methods, type Method } from '../../../src/connectors/jushuitan/model';
import { readPage } from '../../../src/connectors/jushuitan';

const method = methods.get('wms.partner.query') as Method;
const answer = { operation: method.name, code: 0, message: '', body: {}, rawAnswer: () => 'raw' };
const row = { name: '示例分仓', co_id: 10000001, wms_co_id: 10000102 };
const whole = { ...row, co_id: '10000001', wms_co_id: '10000102' };

function read(rows: unknown[], hasNext: unknown = false) {
  return readPage(method, answer, { has_next: hasNext, datas: rows });
}

test.each([
  ['as recorded in 2020: three fields', row, whole],
  ['ids as text', { ...row, co_id: '10000001', wms_co_id: ' 10000102 ' }, whole],
  ['is_main true', { ...row, is_main: true }, { ...whole, is_main: true }],
  ['is_main 1', { ...row, is_main: 1 }, { ...whole, is_main: true }],
  ['is_main "1"', { ...row, is_main: '1' }, { ...whole, is_main: true }],
  ['is_main "0"', { ...row, is_main: '0' }, { ...whole, is_main: false }],
  ['unset text as null and ""', { ...row, remark1: null, remark2: '' }, whole],
  ['a remark that is a number', { ...row, remark1: 7 }, { ...whole, remark1: '7' }],
  ['is_main "True"', { ...row, is_main: 'True' }, { ...whole, is_main: true }],
  ['is_main ""', { ...row, is_main: '' }, whole],
  ['keys that are not in the model', { ...row, owner: 'x' }, whole],
])('row: %s', (_name, raw, expected) => {
  expect(read([raw])).toEqual({ rows: [{ key: '10000102', row: expected }], hasNext: false });
});

test.each([
  ['no key', { ...row, wms_co_id: null }, undefined, 'wms_co_id: is empty'],
  ['an empty key', { ...row, wms_co_id: ' ' }, undefined, 'wms_co_id: is empty'],
  ['a key that is none', { ...row, wms_co_id: '7x' }, '7x', 'wms_co_id: expected a whole number'],
])('row with %s is handed on with its fault, without values', (_name, raw, key, fault) => {
  expect(read([raw, row]).rows).toEqual([
    { key, fault },
    { key: '10000102', row: whole },
  ]);
});

test.each([
  ['co_id', 'secret', 'co_id: expected a whole number'],
  ['co_id', 1.5, 'co_id: expected a whole number'],
  ['name', { secret: 1 }, 'name: expected text'],
  ['is_main', 'secret', 'is_main: expected true or false'],
])('%s %j is a fault for who reads it, and of no other', (field, value, fault) => {
  const [{ key, row: read1 }] = read([{ ...row, [field]: value }]).rows as [
    { key: string; row: Record<string, unknown> },
  ];
  expect([key, read1['wms_co_id']]).toEqual(['10000102', '10000102']);
  expect(() => read1[field]).toThrow(fault);
});

test.each([null, 'secret', 7, []])('row %j is handed on with a fault', (raw) => {
  const [bad, good] = read([raw, row]).rows;
  expect(bad).toEqual({ key: undefined, fault: expect.stringMatching(/expected/) });
  expect(bad?.fault).not.toContain('secret');
  expect(good).toHaveProperty('row');
});

test.each([
  [true, true],
  [false, false],
  [1, true],
  [0, false],
  ['true', true],
  ['false', false],
  ['False', false],
  ['True', true],
])('has_next %j', (value, expected) => {
  expect(read([row], value).hasNext).toBe(expected);
});

test('counts do not decide on a further page', () => {
  const payload = { has_next: true, datas: [row], data_count: 0, page_count: 0, page_index: 0, page_size: 0 };
  expect(readPage(method, answer, payload).hasNext).toBe(true);
});

test.each([
  ['rows in place of data', [row]],
  ['a text in place of data', 'secret'],
  ['no list beside a next page', { has_next: true }],
  ['no list beside a count', { has_next: false, data_count: '5' }],
  ['rows under another key', { has_next: false, shops: [row] }],
  ['a list that is none', { has_next: false, datas: { a: 1 } }],
  ['no has_next', { datas: [row] }],
  ['a strange has_next', { has_next: 'secret', datas: [row] }],
])('an answer with %s is outside the contract', (_name, payload) => {
  const read = () => readPage(method, answer, payload);
  expect(read).toThrow(ProtocolViolation);
  expect(read).not.toThrow(/secret/);
});

test.each([
  ['null', { has_next: false, datas: null }],
  ['an empty object', { has_next: false, datas: {} }],
  ['left out', { has_next: 'False', data_count: '0' }],
  ['left out with all else', {}],
  ['in data that is null', null],
])('an empty window whose list is %s is an empty page', (_name, payload) => {
  expect(readPage(method, answer, payload)).toEqual({ rows: [], hasNext: false });
});
