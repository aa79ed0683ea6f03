import type { HttpAnswer } from '../http/client';

/** Cookies of one session, as a browser would send them back. Attributes are ignored: there is one site and one path. */
export class CookieJar {
  readonly #values = new Map<string, string>();

  /**
   * Takes over what an answer sets, of the cookies that `wanted` names; what it empties goes in any case. Each
   * `Set-Cookie` is read on its own: dates in it hold commas.
   */
  keep(headers: HttpAnswer['headers'], wanted: (name: string) => boolean = () => true): void {
    for (const line of [headers['set-cookie'] ?? []].flat()) {
      const [pair = ''] = line.split(';', 1);
      const [name = '', ...value] = pair.split('=');
      const text = value.join('=').trim();
      if (text === '' || wanted(name.trim())) this.#set(name.trim(), text);
    }
  }

  /** Value of a cookie, whatever the case of its name. */
  get(name: string): string | undefined {
    return [...this.#values].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  }

  /** `name=value; …` for the `Cookie` header; `undefined` when there are none. */
  header(): string | undefined {
    const pairs = [...this.#values].map(([name, value]) => `${name}=${value}`);
    return pairs.length === 0 ? undefined : pairs.join('; ');
  }

  #set(name: string, value: string): void {
    if (name === '') return;
    if (value === '') this.#values.delete(name);
    else this.#values.set(name, value);
  }
}
