import type { Merchant } from './merchant';
import { pageOf, type Page } from './paging';
import { Refusal } from './refusal';
import { shuffled } from '../turning';
import { dressed } from './warehouses';

/** A business method: from its parameters to the keys of its answer. */
export type Method = (merchant: Merchant, parameters: unknown) => Page;

/** The business methods of both generations, by the name that the old gateway uses. */
export const methods: Readonly<Record<string, Method>> = {
  /** Warehouse list: openweb docType=1 docId=3, page §4. */
  'wms.partner.query': (merchant, parameters) => {
    const values = merchant.switches.values();
    const visible = merchant.warehouses.visible(values);
    merchant.lists += 1;
    const rows = values.warehouseOrder === 'unstable' ? shuffled(visible, merchant.lists) : visible;
    const page = pageOf(rows, parameters, values);
    return { ...page, datas: page.datas.map((row) => dressed(row, values)) };
  },
};

/** The method of that name. Throws a Refusal for an unknown one, or when the application lacks the permission. */
export function permittedMethod({ switches }: Merchant, name: string): Method {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) throw new Refusal('noInterface');
  if (!switches.values().permission) throw new Refusal('noPermission');
  return method;
}

/** Counts the call against the merchant's limits (page §8). Throws a Refusal when it is one too many. */
export function countCall({ rate, switches, now }: Merchant, name: string): void {
  const values = switches.values();
  const overrun = rate.take(values.rateScope === 'merchant' ? '' : name, now(), values);
  if (overrun) throw new Refusal(overrun.window === 'second' ? 'tooManyASecond' : 'tooManyAMinute');
}

/** The business parameters as JSON; nothing, and null, count as none. Throws a Refusal for anything but an object. */
export function businessParameters(text: string): unknown {
  const value = parsed(text.trim() || '{}') ?? {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new Refusal('notConvertible');
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('notConvertible');
  }
}
