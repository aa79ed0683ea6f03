/** Compiled by `types.test.ts`: each line under `@ts-expect-error` must not compile. */
import type { mapping } from '../../src/mappings/jushuitanWarehousesToKingdeeStocks';
import type { mapping as distributors } from '../../src/mappings/kingdeeCustomersToGreatonceDistributors';
import type { Mapping } from '../../src/mappings/mapping';
import type { mapping as billMapping } from '../../src/mappings/qimenSaleoutsToKingdeeOutstocks';
import { defineScheme } from '../../src/workflows/engine/defineScheme';

const rest = {
  name: 'x',
  title: { en: 'x', zh: 'x' },
  parameters: { organization: { label: '组织', default: '101' } },
  pageSize: 50,
  concurrency: 2,
} as const;
const source = {
  platform: 'jushuitan',
  method: 'wms.partner.query',
  request: { page_index: '{{PAGINATION_START_PAGE}}', page_size: '{{PAGINATION_PAGE_SIZE}}' },
} as const;
const target = { platform: 'kingdee', form: 'BD_STOCK', operation: 'BatchSave', options: {} } as const;
const define = defineScheme<typeof mapping>();
type BillParameter = typeof billMapping extends Mapping<infer _R, infer _F, infer P> ? P : never;
declare const billParameters: Readonly<Record<BillParameter, { label: string; default: string }>> & {
  readonly unknownCodes: { readonly oneOf: readonly ['refuse', 'pass']; readonly default: 'refuse' };
  readonly taxAmounts: { readonly oneOf: readonly ['leave', 'send']; readonly default: 'leave' };
  readonly zeroQuantity: { readonly oneOf: readonly ['skip', 'refuse']; readonly default: 'skip' };
  readonly zeroAmount: { readonly oneOf: readonly ['free', 'refuse']; readonly default: 'free' };
  readonly negativeLines: { readonly oneOf: readonly ['refuse', 'pass']; readonly default: 'refuse' };
};
const billRest = {
  ...rest,
  source: {
    platform: 'qimen',
    method: 'jushuitan.saleout.list.query',
    request: { page_index: '{{PAGINATION_START_PAGE}}' },
  },
  target: { platform: 'kingdee', form: 'SAL_OUTSTOCK', operation: 'BatchSave', options: {} },
  parameters: billParameters,
} as const;

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
  concurrency: 1,
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
const reconcile = {
  day: 'FDate',
  selection: "FDate>='{{DAYS_FROM}}' and FDate<'{{DAYS_END}}'",
  sums: { lines: 'FEntity', quantity: 'FRealQty', amount: 'FAllAmount' },
} as const;
const { name: _name, ...bills } = billRest;
const defineBills = defineScheme<typeof billMapping>();

defineBills({ name: 'x', ...bills, reconcile });

// @ts-expect-error a day that the form does not have
defineBills({ name: 'x', ...bills, reconcile: { ...reconcile, day: 'FDay' } });

// @ts-expect-error a selection that names an unknown value
defineBills({ name: 'x', ...bills, reconcile: { ...reconcile, selection: "FDate>='{{DAY}}'" } });

const noSum = { ...reconcile, sums: { ...reconcile.sums, amount: 'FSum' } } as const;
// @ts-expect-error lines without such a field
defineBills({ name: 'x', ...bills, reconcile: noSum });

const noList = { ...reconcile, sums: { ...reconcile.sums, lines: 'FDate' } } as const;
// @ts-expect-error a list that the form does not have
defineBills({ name: 'x', ...bills, reconcile: noList });
