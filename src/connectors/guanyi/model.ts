import type { z } from 'zod';
import { namedMethods, type SourceMethod } from '../methods';
import { dateTime, sparse, words } from '../sparse';

/**
 * A shop (店铺) as `gy.erp.shop.get` gives it. Unset members are absent; times are `yyyy-MM-dd HH:mm:ss` in Beijing.
 * Source: support.guanyierp.com/hc/kb/article/1234935; recorded answers send `id` as a number.
 */
export const shopRow = sparse({
  id: words.optional(),
  /** 店铺昵称 */
  nick: words.optional(),
  /** 店铺代码, the key */
  code: words,
  /** 店铺名称 */
  name: words.optional(),
  create_date: dateTime.optional(),
  modify_date: dateTime.optional(),
  /** 备注 */
  note: words.optional(),
  /** 类型, e.g. 天猫 */
  type_name: words.optional(),
});

/** See {@link shopRow}. */
export type ShopRow = z.output<typeof shopRow>;

const table = {
  'gy.erp.shop.get': {
    list: 'shops',
    key: 'code',
    // A shop that is edited leaves the dates, or moves in their order, and the shops behind it move forwards.
    paging: 'from-last',
    row: shopRow,
    // A shop that was modified meanwhile is outside of the dates.
    byKey: ({ modify_start_date: _start, modify_end_date: _end, ...request }, code) => ({ ...request, code }),
  },
} satisfies Readonly<Record<keyof GuanyiMethods, Omit<SourceMethod, 'name'>>>;

/** All methods by name. */
export const methods: ReadonlyMap<string, SourceMethod> = namedMethods(table);

/** Methods that rows can be read from: each with the names of its business parameters and its row. */
export interface GuanyiMethods {
  'gy.erp.shop.get': {
    readonly request: 'modify_start_date' | 'modify_end_date' | 'code' | 'page_size' | 'page_no';
    readonly row: ShopRow;
  };
}
