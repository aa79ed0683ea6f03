import type { Row } from '../documents/row';
import type { Store } from '../documents/store';

/** The organization of a number such as `100`; `undefined` when there is none. */
export function organizationByNumber(store: Store, number: string | number): Row | undefined {
  return store.table('ORG_Organizations').withNumber(String(number))[0];
}
