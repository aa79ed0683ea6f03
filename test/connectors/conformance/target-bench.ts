import type { Document, DocumentKey } from '../../../src/contract/page';
import type { TargetConnector, WriteAnswer } from '../../../src/connectors/connector';
import { InDoubt } from '../../../src/connectors/errors';
import { call } from '../calls';
import { Bench } from '../sandbox';
import type { Changes, Closing, TargetSubject } from './subject';

/** A target on its simulator: what every test of the suite starts from. */
export class TargetBench {
  bench!: Bench;
  private open: Closing<TargetConnector>[] = [];
  private before: ReadonlySet<string> = new Set();

  constructor(readonly subject: TargetSubject) {}

  /** Starts the simulator before all tests, and brings it and the connectors to an end. */
  manage(): void {
    beforeAll(async () => {
      this.bench = await Bench.start(await this.subject.platform(), this.subject.sizes);
    });
    afterAll(() => this.bench.close());
    beforeEach(async () => {
      await this.bench.reset();
      if (this.subject.switches) await this.bench.switches(this.subject.switches);
      this.before = new Set();
      this.before = new Set(await this.held());
    });
    afterEach(async () => {
      await Promise.all(this.open.splice(0).map((connector) => connector.close()));
    });
  }

  connect(changes: Changes = {}): TargetConnector {
    const connector = this.subject.connect(this.bench, changes);
    this.open.push(connector);
    return connector;
  }

  /** Documents under these numbers. */
  documents(...numbers: string[]): Document[] {
    return numbers.map((number) => this.subject.document(number));
  }

  save(connector: TargetConnector, documents: readonly Document[], one = call): Promise<WriteAnswer> {
    return connector.save(this.subject.form, documents, {}, one);
  }

  /** Orders a fault of the subject's save; it strikes once. */
  fault(kind: string, settings: object = {}): Promise<unknown> {
    return this.bench.fault(kind, { operation: this.subject.operation, ...settings });
  }

  /** Numbers of the documents that came to be in the target, in its order. */
  async held(): Promise<string[]> {
    return (await this.rows()).map((row) => String(row[this.subject.fields.number]));
  }

  /** Text of the document with that number, as the target holds it. */
  async textOf(number: string): Promise<unknown> {
    const row = (await this.rows()).find((one) => one[this.subject.fields.number] === number);
    return row?.[this.subject.fields.text];
  }

  key(number: string): DocumentKey {
    const { organization } = this.subject;
    return organization === undefined ? { number } : { number, organization };
  }

  private async rows(): Promise<Record<string, unknown>[]> {
    const rows = await this.bench.state<Record<string, unknown>>(this.subject.collection);
    return rows.filter((row) => !this.before.has(String(row[this.subject.fields.number])));
  }
}

/** Ids of what was written; the test fails where anything was refused or left open. */
export function idsOf(answer: WriteAnswer): string[] {
  expect(answer.general).toEqual([]);
  expect(answer.inDoubt).toBeUndefined();
  const byIndex = answer.results.toSorted((a, b) => a.index - b.index);
  expect(byIndex).toEqual(byIndex.map((_, index) => ({ index, id: expect.stringMatching(/\S/) })));
  return byIndex.map((result) => ('id' in result ? result.id : ''));
}

/** Whether the write of one document is in doubt: as an error, or by its index where each document is its own call. */
export async function isInDoubt(work: Promise<WriteAnswer>): Promise<boolean> {
  try {
    const { results, general, inDoubt } = await work;
    return results.length === 0 && general.length === 0 && inDoubt?.length === 1 && inDoubt[0] === 0;
  } catch (error) {
    return error instanceof InDoubt;
  }
}
