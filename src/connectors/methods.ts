import type { Paging } from '../contract/page';
import type { Request } from './connector';
import { Misconfigured } from './errors';
import type { RowModel } from './rows';

/** A method that rows can be read from. */
export interface SourceMethod extends RowModel {
  /** The platform's own name. */
  readonly name: string;
  /** Key of the list in the answer. */
  readonly list: string;
  readonly paging: Paging;
  /** Narrows a request to one business key; absent where the platform offers no such query. */
  readonly byKey?: (request: Request, key: string) => Request;
}

/** A table of methods as a map, each knowing its own name. */
export function namedMethods<M extends object>(
  table: Readonly<Record<string, M>>,
): ReadonlyMap<string, M & { readonly name: string }> {
  return new Map(Object.entries(table).map(([name, method]) => [name, { ...method, name }]));
}

/** The method of that name. @throws Misconfigured that names the methods there are */
export function methodOf<M>(platform: string, methods: ReadonlyMap<string, M>, name: string): M {
  const method = methods.get(name);
  if (method) return method;
  const known = [...methods.keys()].join(', ');
  throw new Misconfigured(`unknown method; known are ${known}`, { platform, operation: name });
}
