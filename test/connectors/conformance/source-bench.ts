import type { PageRef } from '../../../src/contract/page';
import type { PageQuery, SourceConnector, SourcePage, SourceRow } from '../../../src/connectors/connector';
import { pageEvidence } from '../../../src/activities/page/read';
import { pagesCounted } from '../../../src/contract/listEvidence';
import { call } from '../calls';
import { Bench } from '../sandbox';
import type { Changes, Closing, SourceSubject } from './subject';

/** A source on its simulator: what every test of the suite starts from. */
export class SourceBench {
  bench!: Bench;
  private open: Closing<SourceConnector>[] = [];

  constructor(readonly subject: SourceSubject) {}

  /** Starts the simulator before all tests, and brings it and the connectors to an end. */
  manage(): void {
    beforeAll(async () => {
      this.bench = await Bench.start(await this.subject.platform(), this.subject.sizes);
    });
    afterAll(() => this.bench.close());
    beforeEach(() => this.bench.reset());
    afterEach(async () => {
      await Promise.all(this.open.splice(0).map((connector) => connector.close()));
    });
  }

  connect(changes: Changes = {}): SourceConnector {
    const connector = this.subject.connect(this.bench, changes);
    this.open.push(connector);
    return connector;
  }

  /** Fills the list with so many rows, which begin with this text. */
  async fill(count: number, text = '行'): Promise<void> {
    const { collection, row } = this.subject;
    const [template = {}] = await this.bench.state<object>(collection);
    const rows = Array.from({ length: count }, (_, at) => row(template, at, at === 0 ? text : `行${at}`));
    await this.bench.replace(collection, rows);
  }

  /** Business keys of the list's rows from one place up to another. */
  keys(from: number, to: number): string[] {
    return Array.from({ length: to - from }, (_, at) => this.subject.key(from + at));
  }

  query(page: PageRef): PageQuery {
    const { method, request } = this.subject;
    return { method, request: request(page), page };
  }

  read(connector: SourceConnector, number: number, size: number, after?: string): Promise<SourcePage> {
    const page = { number, size, ...(after === undefined ? {} : { after }) };
    return connector.readPage(this.query(page), call);
  }

  /** Orders a fault of the subject's read; it strikes once. */
  fault(kind: string, settings: object = {}): Promise<unknown> {
    return this.bench.fault(kind, { operation: this.subject.operation, ...settings });
  }

  /** Reads the whole list as its paging prescribes; rows in the order of the list. `between` runs after each page. */
  async walk(
    connector: SourceConnector,
    size: number,
    between: () => Promise<unknown> = async () => undefined,
  ): Promise<SourceRow[]> {
    const { paging } = this.subject;
    if (paging === 'from-last') return this.walkDown(connector, size, between);
    const rows: SourceRow[] = [];
    let after: string | undefined;
    for (let number = 1; number <= 100; number += 1) {
      const page = await this.read(connector, number, size, after);
      rows.push(...page.rows);
      if (!page.hasNext) return rows;
      if (paging === 'key') after = page.cursor;
      await between();
    }
    throw new Error('100 pages and no end');
  }

  private async walkDown(
    connector: SourceConnector,
    size: number,
    between: () => Promise<unknown>,
  ): Promise<SourceRow[]> {
    const first = await this.read(connector, 1, size);
    const pageCount = pagesCounted(pageEvidence(first, { number: 1, size }), size);
    const pages: SourceRow[][] = [];
    for (let number = pageCount; number >= 1; number -= 1) {
      pages.unshift([...(await this.read(connector, number, size)).rows]);
      await between();
    }
    return pages.flat();
  }
}

/** Business keys of rows. */
export function keysOf(rows: readonly SourceRow[]): (string | undefined)[] {
  return rows.map(({ key }) => key);
}
