import type { Faker } from '@faker-js/faker';

/** A generator of Chinese demo data of one platform's own, so that platforms do not disturb each other's seeds. */
export async function chineseFaker(): Promise<Faker> {
  // Faker is an ES module: requiring it prints a warning on some versions of Node 20.
  const { Faker, base, zh_CN } = await import('@faker-js/faker');
  return new Faker({ locale: [zh_CN, base] });
}
