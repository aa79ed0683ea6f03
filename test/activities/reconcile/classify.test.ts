import type { TargetDocument } from '../../../src/connectors/connector';
import { classify, type Expected, type Rules } from '../../../src/activities/reconcile/classify';

const reconcile = {
  day: 'FDate',
  selection: '',
  sums: { lines: 'FEntity', quantity: 'FRealQty', amount: 'FAllAmount' },
};
const compared = { head: [{ key: 'FCustomerID.FNumber', path: ['FCustomerID', 'FNumber'] }], lists: {} };
const rules: Rules = { audits: true, compared, reconcile };

const line = (quantity: unknown, amount: unknown) => ({ FRealQty: quantity, FAllAmount: amount });
const expected: Expected = {
  key: '1',
  document: {
    FDate: '2026-06-09',
    FCustomerID: { FNumber: 'C1' },
    FEntity: [line(1, 0.1), line(2, 0.2)],
  },
};
const held = (changes: Partial<TargetDocument> = {}): TargetDocument => ({
  id: '7',
  number: '1',
  state: 'audited',
  fields: { FDate: '2026-06-09T00:00:00' },
  lines: { FEntity: [line('3', '0.3')] } as never,
  ...changes,
});
const found = { id: '7', number: '1', state: 'audited', fields: { 'FCustomerID.FNumber': 'C1' } } as const;

test.each([
  ['same, whatever the number of lines', { found, held: [held()] }, 'same', {}],
  ['missing', { found: undefined, held: [] }, 'missing', {}],
  [
    'doubled before anything else',
    { found, held: [held(), held({ id: '8', state: 'saved' })] },
    'doubled',
    { documents: 2 },
  ],
  [
    'unfinished',
    { found: { ...found, state: 'submitted' as const }, held: [held({ state: 'submitted' })] },
    'unfinished',
    {},
  ],
  [
    'another customer',
    { found: { ...found, fields: {} }, held: [held()] },
    'different',
    { fields: ['FCustomerID.FNumber'] },
  ],
  [
    'another day',
    { found, held: [held({ fields: { FDate: '2026-06-10T00:00:00' } })] },
    'different',
    { fields: ['FDate'] },
  ],
  [
    'a fen more',
    { found, held: [held({ lines: { FEntity: [line('3', '0.31')] } as never })] },
    'different',
    { fields: ['FEntity.FAllAmount'] },
  ],
  [
    'one piece less',
    { found, held: [held({ lines: { FEntity: [line('2', '0.3')] } as never })] },
    'different',
    { fields: ['FEntity.FRealQty'] },
  ],
  [
    'no lines at all',
    { found, held: [held({ lines: { FEntity: [] } })] },
    'different',
    { fields: ['FEntity.FRealQty', 'FEntity.FAllAmount'] },
  ],
  [
    'of another type and organization',
    { found: { ...found, foreign: ['FBillTypeID', 'FSaleOrgId'] }, held: [held()] },
    'different',
    { fields: ['FBillTypeID', 'FSaleOrgId'] },
  ],
  [
    'spelled as another record spells it',
    { found: { ...found, spelling: 'A' }, held: [held()] },
    'different',
    { fields: ['number'] },
  ],
  [
    'voided',
    { found: { ...found, withdrawn: 'voided' as const }, held: [held()] },
    'different',
    { fields: ['voided'] },
  ],
  ['there, though the look-up did not find it', { found: undefined, held: [held()] }, 'same', {}],
])('%s', (_, seen, kind, said) => {
  expect(classify(expected, seen, rules)).toEqual({ kind, finding: { key: '1', ...said } });
});

test('what is not final is finished where the form knows no audit', () => {
  const saved = { ...found, state: 'saved' as const };
  const seen = { found: saved, held: [] };
  expect(classify(expected, seen, { ...rules, audits: false }).kind).toBe('same');
  expect(classify(expected, seen, rules).kind).toBe('unfinished');
});
