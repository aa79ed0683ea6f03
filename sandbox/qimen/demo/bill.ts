import type { Faker } from '@faker-js/faker';
import { companyNumber } from '../../jushuitan/account';
import { shanghaiTime } from '../../shanghai';
import type { SaleoutRow } from '../row';
import { buyerOf, unset } from './buyer';
import { amountOf, chance, demoLines, item, weightOf, type Line } from './lines';
import { decimal } from './money';

/** Where a bill stands among the seeded ones. */
export interface Place {
  /** Position from 0; numbers of bill, order and lines follow from it. */
  readonly at: number;
  /** When the bill was modified last. */
  readonly modified: Date;
  /** The warehouses that ship, as the warehouse list of the merchant has them. */
  readonly warehouses: readonly {
    readonly wms_co_id: number | string;
    readonly name?: string | null | undefined;
  }[];
}

const firstShop = 10_001;
const shops = ['金桥旗舰店', '金桥家居专营店', '金桥母婴店', '金桥户外店', '金桥直播间', '金桥企业购'];
const carriers = [
  ['ZTO', '中通快递'],
  ['SF', '顺丰速运'],
  ['YTO', '圆通速递'],
] as const;
const statuses = [
  { weight: 86, value: 'Confirmed' },
  { weight: 7, value: 'WaitConfirm' },
  { weight: 3, value: 'Cancelled' },
  { weight: 2, value: 'Delete' },
  { weight: 1, value: 'OuterConfirming' },
  { weight: 1, value: 'Archive' },
];
const notShipped = ['WaitConfirm', 'Delete', 'OuterConfirming'];
/** Lines have numbers by bill, at most this many. */
const linesABill = 100;

/** One sale-out in the documented shape (page §5.3). */
export function demoBill(faker: Faker, place: Place): SaleoutRow {
  const orderNumber = 600_001 + place.at;
  const platformOrder = `3${String(place.at + 1).padStart(18, '0')}`;
  const status = faker.helpers.weightedArrayElement(statuses);
  const lines = demoLines(faker);
  return withoutAbsent({
    co_id: companyNumber,
    ...shop(faker),
    io_id: 700_001 + place.at,
    o_id: orderNumber,
    so_id: platformOrder,
    status,
    order_type: '普通订单',
    ...buyerOf(faker, orderNumber),
    ...times(faker, place.modified, !notShipped.includes(status)),
    ...amounts(faker, lines),
    ...shipment(faker, place, lines),
    ...rarelySet(faker),
    items: lines.map((line, at) => item(line, place.at * linesABill + at + 1, platformOrder)),
    batchs: [],
    sns: [],
    ClusterInfos: [],
  });
}

function shop(faker: Faker): Record<string, unknown> {
  const at = faker.number.int({ min: 0, max: shops.length - 1 });
  return { shop_id: firstShop + at, shop_name: shops[at] };
}

/** Created, paid, shipped, modified, in that order; a bill that was not shipped has no io_date. */
function times(faker: Faker, modified: Date, isShipped: boolean): Record<string, unknown> {
  const before = (seconds: number) => shanghaiTime(new Date(modified.getTime() - seconds * 1000));
  const shipped = faker.number.int({ min: 0, max: 3600 });
  const paid = shipped + faker.number.int({ min: 600, max: 86_400 });
  return {
    created: before(paid + 60),
    pay_date: before(paid),
    io_date: isShipped ? before(shipped) : unset(faker),
    modified: shanghaiTime(modified),
  };
}

/** What the buyer pays is the sum of the lines, plus freight, less a coupon on the whole bill. */
function amounts(faker: Faker, lines: readonly Line[]): Record<string, unknown> {
  const goods = amountOf(...lines);
  const freight = faker.helpers.arrayElement([0, 0, 500, 1234]);
  const coupon = goods > 10_000 && chance(faker, 10) ? 1001 : 0;
  const paid = decimal(goods + freight - coupon);
  return {
    pay_amount: paid,
    paid_amount: paid,
    buyer_paid_amount: paid,
    seller_income_amount: paid,
    free_amount: decimal(coupon),
    freight: decimal(freight),
    is_cod: false,
    currency: 'CNY',
  };
}

function shipment(faker: Faker, { at, warehouses }: Place, lines: readonly Line[]): Record<string, unknown> {
  const [lc_id, logistics_company] = faker.helpers.arrayElement(carriers);
  const { wms_co_id, name } = faker.helpers.arrayElement(warehouses);
  const weight = weightOf(lines);
  return {
    wms_co_id,
    warehouse: name,
    weight: decimal(weight),
    f_weight: decimal(weight + 2),
    l_id: `TRACK${String(at + 1).padStart(6, '0')}`,
    lc_id,
    logistics_company,
    stock_enabled: 'on',
    is_print: 'true',
    is_print_express: 'true',
  };
}

function rarelySet(faker: Faker): Record<string, unknown> {
  const names = [
    'invoice_title',
    'buyer_tax_no',
    'node',
    'labels',
    'drp_co_id_from',
    'drp_info',
    'merge_so_id',
  ];
  const more = ['business_staff', 'wave_id', 'order_staff_name', 'gov_supplier_name'];
  const texts = [...names, ...more].map((name) => [name, unset(faker)]);
  return {
    ...Object.fromEntries(texts),
    order_staff_id: null,
    seller_flag: faker.number.int({ min: 0, max: 5 }),
  };
}

function withoutAbsent(row: Record<string, unknown>): SaleoutRow {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as SaleoutRow;
}
