/** Compiled by `types.test.ts`: each line under `@ts-expect-error` must not compile. */
import type { WarehouseRow } from '../../src/connectors/jushuitan/model';
import type { StockDocument } from '../../src/connectors/kingdee/model';
import { defineMapping } from '../../src/mappings/mapping';

const organization = { label: '组织', reference: '{{parameters.organization}}' } as const;
const required = {
  FName: { label: '名称', value: '{{name}}' },
  FNumber: { label: '编码', value: '{{wms_co_id}}' },
  FCreateOrgId: organization,
  FUseOrgId: organization,
} as const;
const cells = {
  twoFields: { label: '地址', value: '{{name}} {{co_id}}' },
  unknownField: { label: '地址', value: '{{nmae}}' },
  unknownParameter: { label: '地址', value: '{{parameters.group}}' },
} as const;
const define = defineMapping<WarehouseRow, StockDocument, 'organization'>();

define({ key: 'FNumber', fields: required });
define({ key: 'FNumber', fields: { ...required, FAddress: cells.twoFields } });

// @ts-expect-error a template that names a field the source row does not have
define({ key: 'FNumber', fields: { ...required, FAddress: cells.unknownField } });

// @ts-expect-error a parameter that the mapping does not declare
define({ key: 'FNumber', fields: { ...required, FAddress: cells.unknownParameter } });

// @ts-expect-error a key that the target form does not know
define({ key: 'FNumber', fields: { ...required, FAdress: cells.twoFields } });

// @ts-expect-error a business key that is not among the fields
define({ key: 'FBillNo', fields: required });

const { FName: _left, ...withoutName } = required;
// @ts-expect-error a required key of the form left out
define({ key: 'FNumber', fields: withoutName });
