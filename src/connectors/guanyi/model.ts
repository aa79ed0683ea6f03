import { namedMethods, type SourceMethod } from '../rows';
import { dateTime, required, words } from '../readers';
import { record, type Read } from '../record';

/**
 * A shop (店铺) as `gy.erp.shop.get` gives it. Unset members are absent; times are `yyyy-MM-dd HH:mm:ss` in Beijing.
 * Source: support.guanyierp.com/hc/kb/article/1234935; recorded answers send `id` as a number.
 */
export const shopRow = record({
  id: words,
  /** 店铺昵称 */
  nick: words,
  /** 店铺代码, the key */
  code: required(words),
  /** 店铺名称 */
  name: words,
  create_date: dateTime,
  modify_date: dateTime,
  /** 备注 */
  note: words,
  /** 类型, e.g. 天猫 */
  type_name: words,
});

/** See {@link shopRow}. */
export type ShopRow = Read<typeof shopRow>;

/** The window ends when a run begins, so a shop that is edited meanwhile leaves the list, whatever its order is. */
const table = {
  'gy.erp.shop.get': {
    list: 'shops',
    key: 'code',
    record: 'id',
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
