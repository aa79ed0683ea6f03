import type { Entity, Field, Form } from './form';

const statusFields: readonly Field[] = [
  { key: 'FDocumentStatus', label: '数据状态', type: 'system', initial: 'A' },
  { key: 'FForbidStatus', label: '禁用状态', type: 'system', initial: 'A' },
  { key: 'FCreateDate', label: '创建日期', type: 'date', stamp: 'create' },
  { key: 'FModifyDate', label: '修改日期', type: 'date', stamp: 'modify' },
];

const organizationFields: readonly Field[] = [
  { key: 'FCreateOrgId', label: '创建组织', type: 'reference', form: 'ORG_Organizations', must: true },
  { key: 'FUseOrgId', label: '使用组织', type: 'reference', form: 'ORG_Organizations', must: true },
];

/** What a base-data form has of its own, beside number, name and status. */
export interface BaseData {
  readonly id: string;
  readonly label: string;
  readonly primaryKey: string;
  readonly numberPrefix: string;
  /** Whether its records belong to organizations. Number uniqueness is then per use organization (recorded text). */
  readonly byOrganization?: boolean;
  readonly fields?: readonly Field[];
  readonly entries?: readonly Entity[];
}

/** The form of a base-data table. */
export function baseData(table: BaseData): Form {
  const organizations = table.byOrganization === true ? organizationFields : [];
  const own: readonly Field[] = [
    { key: 'FNumber', label: '编码', type: 'text' },
    { key: 'FName', label: '名称', type: 'name', must: true },
    ...(table.fields ?? []),
  ];
  return {
    id: table.id,
    label: table.label,
    number: 'FNumber',
    numberPrefix: table.numberPrefix,
    ...(table.byOrganization === true ? { uniqueWithin: 'FUseOrgId' } : {}),
    head: {
      key: 'FBillHead',
      label: table.label,
      kind: 'head',
      orm: table.id,
      primaryKey: table.primaryKey,
      fields: [...organizations, ...own, ...statusFields],
      children: table.entries ?? [],
    },
  };
}
