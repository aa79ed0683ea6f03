import type { Faker } from '@faker-js/faker';
import { goods, type Good } from './goods';
import { decimal } from './money';

/** A line before it is written: price in fen after discount, for one piece. */
export interface Line {
  readonly good: Good;
  readonly quantity: number;
  readonly price: number;
  readonly isGift: boolean;
}

const sizes = [
  { weight: 70, value: { min: 1, max: 3 } },
  { weight: 24, value: { min: 4, max: 10 } },
  { weight: 6, value: { min: 11, max: 30 } },
];
const discounts = [100, 100, 100, 95, 90, 88, 66.6];

/** The lines of one bill, 1 to 30: some skus repeated, some gifts, rarely a refund as the last line. */
export function demoLines(faker: Faker): Line[] {
  const count = faker.number.int(faker.helpers.weightedArrayElement(sizes));
  const lines: Line[] = [soldLine(faker, faker.helpers.arrayElement(goods))];
  while (lines.length < count) lines.push(furtherLine(faker, lines));
  const refunded = lines[0];
  const refunds = refunded && count > 1 && count < 30 && chance(faker, 1);
  return refunds ? [...lines, { ...refunded, quantity: -1 }] : lines;
}

function furtherLine(faker: Faker, lines: readonly Line[]): Line {
  const repeats = chance(faker, 12);
  const good = repeats ? faker.helpers.arrayElement(lines).good : faker.helpers.arrayElement(goods);
  if (chance(faker, 8)) return { good, quantity: 1, price: 0, isGift: true };
  return soldLine(faker, good);
}

function soldLine(faker: Faker, good: Good): Line {
  const price = Math.round((good.price * faker.helpers.arrayElement(discounts)) / 100);
  const quantity = chance(faker, 4)
    ? faker.number.int({ min: 10, max: 200 })
    : faker.number.int({ min: 1, max: 4 });
  return { good, quantity, price, isGift: false };
}

/** Fen of a line, or of a whole bill's lines: exactly quantity × price. */
export function amountOf(...lines: readonly Line[]): number {
  return lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
}

/** Tens of grams of a bill's lines. */
export function weightOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { quantity, good }) => sum + Math.max(quantity, 0) * good.weight, 0);
}

/** A line in the documented shape of `items[]` (page §5.3); `key` numbers it across all bills. */
export function item(line: Line, key: number, orderNumber: string): Record<string, unknown> {
  const { good, quantity, price, isGift } = line;
  const amount = decimal(amountOf(line));
  return {
    ioi_id: 900_000 + key,
    oi_id: 800_000 + key,
    outer_oi_id: orderNumber,
    raw_so_id: orderNumber,
    sku_id: good.sku,
    i_id: good.style,
    name: good.name,
    properties_value: good.properties,
    pic: '',
    qty: quantity,
    sale_price: decimal(price),
    sale_amount: amount,
    sale_base_price: decimal(good.price),
    is_gift: isGift,
    combine_sku_id: null,
    bu_id: null,
    buyer_paid_amount: amount,
    seller_income_amount: amount,
  };
}

/** Whether something that falls in so many of a hundred cases falls now. */
export function chance(faker: Faker, percent: number): boolean {
  return faker.number.int({ min: 1, max: 100 }) <= percent;
}
