import type { Faker } from '@faker-js/faker';

const buyerMessages = [
  '麻烦尽快发货🙏',
  '送礼用，请勿放小票🎁',
  '放门卫处',
  '要ＡＢＣ款，谢谢～',
  '周末送货',
];
const remarks = ['已电联客户📞', '加固包装（易碎）', '补发', '全角　空格与！？', '👨‍👩‍👧家庭装，同仓发出'];
const districts = ['西湖区', '浦东新区', '天河区', '朝阳区', '武侯区'];

/**
 * What a sale-out tells of its buyer: no name, phone or address (page §8), a masked account, the region.
 * Texts have emoji and full-width characters.
 */
export function buyerOf(faker: Faker, orderNumber: number): Record<string, unknown> {
  return {
    shop_buyer_id: `${faker.person.lastName()}**`,
    open_id: `AAExample${orderNumber}`,
    receiver_country: '',
    receiver_state: faker.location.state(),
    receiver_city: faker.location.city(),
    receiver_district: faker.helpers.arrayElement(districts),
    buyer_message: sometimes(faker, buyerMessages),
    remark: sometimes(faker, remarks),
  };
}

/** Unset texts come as null, "" or not at all in one and the same answer (recorded, page §8). */
export function unset(faker: Faker): null | '' | undefined {
  return faker.helpers.arrayElement([null, '', '', undefined]);
}

function sometimes(faker: Faker, texts: readonly string[]): string | null | undefined {
  return faker.datatype.boolean(0.3) ? faker.helpers.arrayElement(texts) : unset(faker);
}
