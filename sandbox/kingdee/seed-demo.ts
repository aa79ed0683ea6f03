import type { Faker } from '@faker-js/faker';

type Row = Record<string, unknown>;

const organization = { FNumber: '100' };
const owned = { FCreateOrgId: organization, FUseOrgId: organization };
const goods = ['保温杯', '棉T恤', '数据线', '洗衣液', '坚果礼盒', '运动鞋', '收纳箱', '面霜'];
const shops = ['天猫旗舰店', '京东自营店', '抖音小店', '拼多多专营店', '快手小店'];
const levels = ['一级', '二级', '三级'];

/** The warehouse of that serial: `CK00001` … */
export function stockRow(serial: number, faker: Faker): Row {
  const city = faker.location.city();
  return {
    ...owned,
    FNumber: `CK${padded(serial)}`,
    FName: `${city}${faker.helpers.arrayElement(['一号仓', '二号仓', '退货仓', '保税仓', '前置仓', '云仓'])}`,
    FAddress: `${city}市${faker.location.streetAddress()}`,
  };
}

/** The material of that serial: `M00001` …, in pieces. */
export function materialRow(serial: number, faker: Faker): Row {
  return {
    ...owned,
    FNumber: `M${padded(serial)}`,
    FName: `${faker.helpers.arrayElement(goods)}${padded(serial)}`,
    FSpecification: faker.helpers.arrayElement(['', '红色', '蓝色 L', '500ml', '1盒/12枚']),
    FBaseUnitId: { FNumber: 'Pcs' },
  };
}

/** The customer of that serial: a shop `10001` …, with up to three addresses. The custom fields are those of scheme 003's tenant. */
export function customerRow(serial: number, faker: Faker): Row {
  const city = faker.location.city();
  return {
    ...owned,
    FNumber: String(10_000 + serial),
    FName: `${city}${faker.helpers.arrayElement(shops)}${serial}`,
    FADDRESS: `${city}市${faker.location.streetAddress()}`,
    FTRADINGCURRID: { FNumber: 'PRE001' },
    FCustTypeId: { FNumber: 'KHLB001_SYS' },
    FGroup: { FNumber: 'DS' },
    F_FML_Combo: faker.helpers.arrayElement(['1', '2']),
    F_FML_Combo1: faker.helpers.arrayElement(levels),
    FT_BD_CUSTCONTACT: addresses(city, faker),
  };
}

function addresses(city: string, faker: Faker): Row[] {
  return Array.from({ length: faker.number.int({ min: 0, max: 3 }) }, (_, index) => ({
    FNUMBER1: padded(index + 1).slice(-2),
    FNAME1: faker.person.fullName(),
    FADDRESS1: `${city}市${faker.location.streetAddress()}`,
    FMOBILE: `199${faker.string.numeric(8)}`,
    FIsDefaultConsignee: index === 0,
  }));
}

function padded(serial: number): string {
  return String(serial).padStart(5, '0');
}
