/** Compiled by `types.test.ts`: each line under `@ts-expect-error` must not compile. */
import type { mapping } from '../../src/mappings/jushuitanWarehousesToKingdeeStocks';
import type { mapping as distributors } from '../../src/mappings/kingdeeCustomersToGreatonceDistributors';
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

/** A table on a mapping that tells values of parameters apart. */
const customers = {
  name: 'x',
  title: { en: 'x', zh: 'x' },
  source: {
    platform: 'kingdee',
    method: 'ExecuteBillQuery/BD_Customer',
    request: { FormId: 'BD_Customer' },
  },
  target: {
    platform: 'greatonce',
    form: 'greatonce.distributor.single.sync',
    operation: 'BatchSave',
    options: {},
  },
  pageSize: 50,
  lanes: 1,
} as const;
const actionType = { label: '', default: 'add' } as const;
const codeRule = {
  label: '',
  default: 'number',
  oneOf: ['name-row', 'number-row', 'number-contact', 'number'],
} as const;
const mobileFrom = { label: '', default: 'name', oneOf: ['phone', 'name'] } as const;
const defineCustomers = defineScheme<typeof distributors>();

defineCustomers({ ...customers, parameters: { actionType, codeRule, mobileFrom } });

const without = { label: '', default: 'name' } as const;
// @ts-expect-error a parameter whose values the mapping tells apart, and the table does not name
defineCustomers({ ...customers, parameters: { actionType, codeRule, mobileFrom: without } });

const oneMore = { ...mobileFrom, oneOf: ['name', 'phone', 'fax'] } as const;
// @ts-expect-error a value that the mapping does not know
defineCustomers({ ...customers, parameters: { actionType, codeRule, mobileFrom: oneMore } });

const oneLess = { ...mobileFrom, oneOf: ['name'] } as const;
// @ts-expect-error a value left out that the mapping knows
defineCustomers({ ...customers, parameters: { actionType, codeRule, mobileFrom: oneLess } });

const wrongDefault = { label: '', default: 'delete', oneOf: ['add', 'update'] } as const;
// @ts-expect-error a default that is none of the values
defineCustomers({ ...customers, parameters: { actionType: wrongDefault, codeRule, mobileFrom } });
