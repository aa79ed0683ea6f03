import { z } from 'zod';

const entry = z.object({ platform: z.string(), outcome: z.string() });

const save = { platform: 'kingdee', operation: 'BatchSave' };

/** Rows of a collection in the platform's wire shape. */
export type StateRow = Readonly<Record<string, unknown>>;

/** Calls since the last {@link DemoSandbox.forgetRequests} that could change documents. */
export interface Writes {
  /** Taken by the platform. */
  readonly taken: number;
  /** Refused by the platform: nothing changed. */
  readonly refused: number;
}

/** The sandbox of a demonstration, by its control address. */
export class DemoSandbox {
  constructor(private readonly control: string) {}

  /** All rows of a collection. */
  async rows(platform: string, collection: string): Promise<StateRow[]> {
    const rows = await this.get(`state/${platform}/${collection}`);
    return z.array(z.record(z.string(), z.unknown())).parse(rows);
  }

  /** Replaces all rows of a collection. @throws Error with the sandbox's words for rows that it cannot hold */
  async put(platform: string, collection: string, rows: readonly StateRow[]): Promise<void> {
    await this.send('PUT', `state/${platform}/${collection}`, rows);
  }

  /** Turns a switch of a platform's simulator. */
  async turn(platform: string, name: string, value: string): Promise<void> {
    await this.send('PUT', `switches/${platform}`, { [name]: value });
  }

  /** Has one of the next saves of Kingdee done and never answered, after so many that pass. */
  async holdSave(passing: number): Promise<void> {
    const fault = { ...save, kind: 'timeout-after-commit', skip: passing, times: 1 };
    await this.send('POST', 'faults', fault);
  }

  /** Whether a save is done, and its answer is held back. */
  async isSaveHeld(): Promise<boolean> {
    const { platform, operation } = save;
    const entries = await this.get(`requests?platform=${platform}&operation=${operation}`);
    return z
      .array(entry)
      .parse(entries)
      .some(({ outcome }) => outcome === 'fault:timeout-after-commit');
  }

  /** What was written, whatever the platform. */
  async writes(): Promise<Writes> {
    const entries = z.array(entry).parse(await this.get('requests?write=true'));
    const refused = entries.filter(({ outcome }) => outcome === 'refused').length;
    return { taken: entries.length - refused, refused };
  }

  /** Empties the sandbox's journal of calls. */
  async forgetRequests(): Promise<void> {
    await fetch(this.address('requests'), { method: 'DELETE' });
  }

  private async send(method: string, path: string, value: unknown): Promise<void> {
    const answer = await fetch(this.address(path), { method, body: JSON.stringify(value) });
    if (!answer.ok) throw new Error(`the sandbox refused ${method} ${path}: ${await answer.text()}`);
  }

  private async get(path: string): Promise<unknown> {
    return (await fetch(this.address(path))).json();
  }

  private address(path: string): string {
    return `${this.control}/_sandbox/${path}`;
  }
}
