import { isUnset, type Reader, Unreadable } from './readers';

/** The members of an object, each with what reads it. */
export type Shape = Readonly<Record<string, Reader<unknown>>>;

type IsOptional<R> = R extends Reader<infer T> ? (undefined extends T ? true : false) : never;
type ValueOf<R> = R extends Reader<infer T> ? Exclude<T, undefined> : never;

/** What a shape reads: members that may be unset are optional. */
export type RecordOf<S extends Shape> = {
  readonly [N in keyof S as IsOptional<S[N]> extends true ? never : N]: ValueOf<S[N]>;
} & { readonly [N in keyof S as IsOptional<S[N]> extends true ? N : never]?: ValueOf<S[N]> };

/** What a record's reader gives. */
export type Read<R> = R extends Reader<infer T> ? Exclude<T, undefined> : never;

/**
 * Reads an object member by member: unset ones are absent, those that the shape does not name are left out. A member that
 * cannot be read is no fault of the object: it throws {@link Unreadable} when it is read off the object, so that only what
 * paging, keys and the mapping use has to be right. So a copy of a record is made with {@link extended}, never by spreading.
 */
export function record<S extends Shape>(shape: S): Reader<RecordOf<S>> {
  const members = Object.entries(shape);
  return (raw, path) => {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
      throw new Unreadable(path, 'expected an object');
    const values = raw as Readonly<Record<string, unknown>>;
    const read: Record<string, unknown> = {};
    for (const [name, reader] of members) {
      const place = path === '' ? name : `${path}.${name}`;
      const value = readOr(
        () => reader(values[name], place),
        (fault) => postpone(read, name, fault),
      );
      if (value !== undefined) read[name] = value;
    }
    return read as RecordOf<S>;
  };
}

/** A list within a record: null, a blank, an empty object or none at all are an empty one. */
export function list<T>(item: Reader<T>): Reader<readonly T[]> {
  return (raw, path) => elementsOf(raw, path).map((element, index) => item(element, `${path}.${index}`));
}

/** The raw elements of what should be a list. @throws Unreadable */
export function elementsOf(raw: unknown, path: string): readonly unknown[] {
  if (Array.isArray(raw)) return raw;
  const isEmpty = isUnset(raw) || (typeof raw === 'object' && Object.keys(raw).length === 0);
  if (isEmpty) return [];
  throw new Unreadable(path, 'expected a list');
}

/** A record with more members, its own unread ones unread as before. */
export function extended<R extends object, M extends object>(read: R, more: M): R & M {
  return Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(read),
      ...Object.getOwnPropertyDescriptors(more),
    },
  ) as R & M;
}

/** A record as people see it: members that cannot be read hold the reason. */
export function shown(read: object): Record<string, unknown> {
  const members = Object.keys(read).map((name) => {
    const value = readOr(
      () => shownValue((read as Readonly<Record<string, unknown>>)[name]),
      ({ reason }) => `(${reason})`,
    );
    return [name, value] as const;
  });
  return Object.fromEntries(members);
}

function shownValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shownValue);
  return typeof value === 'object' && value !== null ? shown(value) : value;
}

/** What work gives, or what is made of the value that it could not read. */
export function readOr<T, F>(work: () => T, otherwise: (fault: Unreadable) => F): T | F {
  try {
    return work();
  } catch (error) {
    if (error instanceof Unreadable) return otherwise(error);
    throw error;
  }
}

function postpone(read: object, name: string, fault: Unreadable): undefined {
  const get = () => {
    throw fault;
  };
  Object.defineProperty(read, name, { enumerable: true, configurable: true, get });
}
