import type { DocumentReference, OutstockBillRow } from '../connectors/kingdee/model';
import { defineMapping } from './mapping';

/** Kingdee `SAL_OUTSTOCK` bills → the same bills, as an audit refers to them. */
export const mapping = defineMapping<OutstockBillRow, DocumentReference>()({
  key: 'Numbers',
  fields: {
    Ids: { label: 'id集合', value: '{{FID}}', required: true },
    Numbers: { label: '编码集合', value: '{{FBillNo}}', required: true },
  },
});
