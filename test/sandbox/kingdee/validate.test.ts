import { requiredFaults } from '../../../sandbox/kingdee/documents/validate';
import type { Row } from '../../../sandbox/kingdee/documents/row';
import { responseStatus } from '../../../sandbox/kingdee/envelopes/status';
import type { Entity } from '../../../sandbox/kingdee/forms/form';
import { sample } from './support';

const entry: Entity = {
  key: 'FEntity',
  label: '明细信息',
  kind: 'entry',
  orm: 'SAL_OUTSTOCKENTRY',
  primaryKey: 'FENTRYID',
  fields: [{ key: 'FStockID', label: '仓库', type: 'reference', form: 'BD_STOCK', must: true }],
};
const bill: Entity = {
  key: 'FBillHead',
  label: '销售出库单',
  kind: 'head',
  orm: 'SAL_OUTSTOCK',
  primaryKey: 'FID',
  fields: [{ key: 'FCustomerID', label: '客户', type: 'reference', form: 'BD_Customer', must: true }],
  children: [entry],
};

const line = (id: number): Row => ({ id, values: { FStockID: 0 }, entries: {} });
const document: Row = {
  id: 1,
  values: { FCustomerID: 0 },
  entries: { FEntity: [line(2), line(3), line(4)] },
};

test('a bill without customer and stocks, twice in a batch, is refused exactly as recorded', () => {
  const failed = [0, 1].flatMap((index) =>
    requiredFaults(bill, document).map((fault) => ({ ...fault, index })),
  );
  const answer = { Result: { ResponseStatus: responseStatus([], failed, false) } };
  expect(JSON.stringify(answer)).toBe(JSON.stringify(sample('batchsave-fail-required-fields')));
});
