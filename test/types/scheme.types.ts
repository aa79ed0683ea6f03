/** Compiled by `types.test.ts`: each line under `@ts-expect-error` must not compile. */
import type { mapping } from '../../src/mappings/jushuitanWarehousesToKingdeeStocks';
import { defineScheme } from '../../src/workflows/engine/scheme';

const rest = {
  name: 'x',
  title: { en: 'x', zh: 'x' },
  parameters: { organization: { label: '组织', default: '101' } },
  pageSize: 50,
  lanes: 2,
} as const;
const source = {
  platform: 'jushuitan',
  method: 'wms.partner.query',
  request: { page_index: '{{PAGINATION_START_PAGE}}', page_size: '{{PAGINATION_PAGE_SIZE}}' },
} as const;
const target = { platform: 'kingdee', form: 'BD_STOCK', operation: 'BatchSave', options: {} } as const;
const define = defineScheme<typeof mapping>();

define({ ...rest, source, target });

// @ts-expect-error a method that the platform does not have
define({ ...rest, source: { ...source, method: 'wms.partner.list' }, target });

// @ts-expect-error a request parameter that the method does not have
define({ ...rest, source: { ...source, request: { page: '1' } }, target });

// @ts-expect-error a request template that names an unknown value
define({ ...rest, source: { ...source, request: { page_index: '{{PAGE}}' } }, target });

// @ts-expect-error a form that the platform does not have
define({ ...rest, source, target: { ...target, form: 'BD_STOK' } });

// @ts-expect-error the mapping's parameter left out
define({ ...rest, source, target, parameters: {} });
