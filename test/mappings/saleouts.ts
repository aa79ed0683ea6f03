import { mapPage } from '../../src/activities/page/map';
import { methods } from '../../src/connectors/qimen/model';
import { readRow } from '../../src/connectors/rows';
import { mappings } from '../../src/mappings';
import { schemes } from '../../src/workflows/catalogue';

const declared = schemes['qimenSaleoutsToKingdeeOutstocks']!.parameters;

/** The published values of scheme 001's parameters. */
export const parameters = Object.fromEntries(
  Object.entries(declared).map(([name, parameter]) => [name, parameter.default]),
) as Record<keyof typeof pricing, string> & Record<string, string>;

const pricing = {
  taxRate: '',
  priceDigits: '',
  taxAmounts: '',
  zeroQuantity: '',
  zeroAmount: '',
  negativeLines: '',
};

const scheme = 'qimenSaleoutsToKingdeeOutstocks';
const method = methods.get('jushuitan.saleout.list.query')!;

/** The head of a sale-out on the wire. */
export const header = { io_id: 700001, shop_id: 10001, wms_co_id: 10000101, io_date: '2026-06-09 10:00:00' };

/** Maps rows of the wire with the published parameters, but for those given. */
export function map(rows: object[], over: Record<string, string> = {}, codeTables = {}) {
  const read = rows.map((row) => readRow(method, row));
  return mapPage(mappings[scheme]!, read, { parameters: { ...parameters, ...over }, codeTables });
}
/** Numbers that are the same in every run. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Fen as the text of an amount in one of the spellings that Jushuitan was seen to send. */
function spelled(fen: bigint, how: number): string | number {
  const text = `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;
  return [text, Number(text), `${text}00`, text.replace(/\.?0+$/, '') || '0'][how % 4] as string | number;
}

/** A sale-out on the wire with up to 30 lines, and the amount of each in fen. */
export function randomBill(random: (below: number) => number, id: number) {
  const fen: bigint[] = [];
  const items = Array.from({ length: 1 + random(30) }, (_, index) => {
    const isGift = random(10) === 0;
    const amount = isGift ? 0n : BigInt(1 + random([100, 10_000, 10_000_000][random(3)]!));
    fen.push(amount);
    const [field, how] = [random(2) ? 'sale_amount' : 'amount', random(4)];
    return {
      sku_id: `S${random(8)}`,
      ioi_id: index,
      qty: 1 + random(200),
      is_gift: isGift,
      [field]: spelled(amount, how),
    };
  });
  return { row: { ...header, io_id: id, items }, fen };
}
