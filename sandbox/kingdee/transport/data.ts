import { readBoolean } from '../documents/convert';

/** The `data` object of a call; key names are matched without regard to case. */
export class Data {
  readonly #values: ReadonlyMap<string, unknown>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = new Map(Object.entries(values).map(([key, value]) => [key.toLowerCase(), value]));
  }

  raw(key: string): unknown {
    return this.#values.get(key.toLowerCase());
  }

  /** Text, also of a number; `""` when absent. */
  text(key: string): string {
    const value = this.raw(key);
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  }

  /** A JSON boolean or `"true"`/`"false"`; the default when absent, empty or something else. */
  flag(key: string, initial: boolean): boolean {
    return readBoolean(this.raw(key)) ?? initial;
  }

  /** A number or numeric text; 0 when absent, negative or something else. */
  count(key: string): number {
    const number = Number(this.text(key));
    return Number.isFinite(number) && number > 0 ? Math.floor(number) : 0;
  }

  /** An array, or one comma-separated text, as texts that are not empty. */
  list(key: string): string[] {
    const value = this.raw(key);
    const items = Array.isArray(value) ? value.map(String) : this.text(key).split(',');
    return items.map((item) => item.trim()).filter((item) => item !== '');
  }

  /** An array of objects, or one object; `undefined` for anything else. */
  objects(key: string): Record<string, unknown>[] | undefined {
    const value = this.raw(key);
    const items: unknown[] = Array.isArray(value) ? value : [value];
    return items.every(isObject) ? items : undefined;
  }
}

/** Whether a JSON value is an object and no array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
