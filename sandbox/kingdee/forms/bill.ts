import { date, status, text, to } from './fields';
import type { Entity, Field, Form } from './form';

const stamps: readonly Field[] = [
  to('SEC_User', 'FCreatorId', '创建人', { stamp: 'create' }),
  date('FCreateDate', '创建日期', { stamp: 'create' }),
  to('SEC_User', 'FModifierId', '修改人', { stamp: 'modify' }),
  date('FModifyDate', '修改日期', { stamp: 'modify' }),
  to('SEC_User', 'FApproverID', '审核人', { stamp: 'audit' }),
  date('FApproveDate', '审核日期', { stamp: 'audit' }),
];

/** What a bill has of its own, beside number, bill type, status and stamps. */
export interface Bill {
  readonly id: string;
  readonly label: string;
  readonly numberPrefix: string;
  /** Number of the bill type that a bill without one gets. */
  readonly billType: string;
  readonly fields: readonly Field[];
  readonly entries: readonly Entity[];
}

/** The form of a bill: primary key `FID`, number `FBillNo`, unique in the whole site (recorded text). */
export function bill({ id, label, numberPrefix, billType, fields, entries }: Bill): Form {
  const own: readonly Field[] = [
    text('FBillNo', '单据编号'),
    to('BOS_BillType', 'FBillTypeID', '单据类型', { must: true, byDefault: billType }),
    status('FDocumentStatus', '单据状态', { initial: 'A' }),
    status('FCancelStatus', '作废状态', { initial: 'A' }),
  ];
  return {
    id,
    label,
    number: 'FBillNo',
    numberPrefix,
    head: {
      key: 'FBillHead',
      label,
      kind: 'head',
      orm: id,
      primaryKey: 'FID',
      fields: [...own, ...fields, ...stamps],
      children: entries,
    },
  };
}
