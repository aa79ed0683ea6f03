import type { Faker } from '@faker-js/faker';
import type { SeedOptions } from '../platform';
import { shanghaiTime } from '../shanghai';
import type { ShopRow } from './shops';

const defaultShops = 20;
/** The first shop's code: sale-outs of other simulated platforms name their shops by the same numbers. */
const firstCode = 10001;

/** Values of `type_name` as recorded (page §5), with the words that such shops have in their names. */
const kinds = [
  { type_name: '天猫', words: ['旗舰店', '专营店', '专卖店'] },
  { type_name: '淘宝', words: ['淘宝店', '企业店', 'C店'] },
  { type_name: '当当V2', words: ['当当店'] },
  { type_name: '有赞微商城', words: ['微商城', '小程序店'] },
  { type_name: '其他', words: ['批发部', '体验店', '直营店'] },
];
const goods = ['家纺', '女装', '母婴', '数码', '户外', '食品', '图书', '美妆', '宠物用品', '文具'];
const notes = ['', '', '', '需开专票', '月结客户', '周五对账'];

/** The seeded shops, every tenth disabled: the same rows for the same seed, on every machine. */
export function demoShops(faker: Faker, { seed, sizes }: SeedOptions): ShopRow[] {
  faker.seed(seed);
  const namesakes = new Map<string, number>();
  let id = 3_300_000_000;
  return Array.from({ length: sizes.shops ?? defaultShops }, (_, at) => {
    id += faker.number.int({ min: 1, max: 9 });
    return shop(faker, id, at, namesakes);
  });
}

function shop(faker: Faker, id: number, at: number, namesakes: Map<string, number>): ShopRow {
  const { type_name, words } = faker.helpers.arrayElement(kinds);
  const town = faker.helpers.arrayElement(faker.rawDefinitions.location?.city_name ?? ['杭州']);
  const name = own(
    `${town}${faker.helpers.arrayElement(goods)}${faker.helpers.arrayElement(words)}`,
    namesakes,
  );
  return {
    // Recorded lists mix ids of 10 and of 12 digits.
    id: at % 3 === 2 ? id + 114_000_000_000 : id,
    nick: faker.datatype.boolean() ? name : `${town}掌柜${at + 1}`,
    code: String(firstCode + at),
    name,
    ...dates(faker),
    note: faker.helpers.arrayElement(notes),
    type_name,
    ...(at % 10 === 9 ? { disabled: true } : {}),
  };
}

/** A name of its own: a namesake gets a number, since names become parts of keys further on. */
function own(name: string, namesakes: Map<string, number>): string {
  const count = (namesakes.get(name) ?? 0) + 1;
  namesakes.set(name, count);
  return count === 1 ? name : `${name}${count}`;
}

function dates(faker: Faker): { create_date: string; modify_date: string } {
  const created = faker.date.between({ from: '2018-01-01T00:00:00Z', to: '2024-12-31T00:00:00Z' });
  const modified = faker.date.between({ from: created, to: '2025-06-30T00:00:00Z' });
  return { create_date: shanghaiTime(created), modify_date: shanghaiTime(modified) };
}
