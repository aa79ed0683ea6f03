import type { Call, SourceConnector, SourceRow } from '../../connectors/connector';
import { Unavailable } from '../../connectors/errors';
import { LIST_REREADS } from '../../contract/policies';
import { type Contradiction, pagesCounted } from '../../contract/listEvidence';
import { ListReading } from '../../contract/listReading';
import type { Plan } from '../../contract/run';
import { halvesOf, spanOf, within } from '../../contract/time';
import { isTooDeep, type PageRead, readPage } from '../page/read';
import { retryTransient } from '../retry';
import type { PageTask } from '../tasks';

type Pages = AsyncGenerator<readonly SourceRow[], Contradiction | undefined>;

/**
 * All rows of a task's list, page by page in the order that loses none; those of a list that contradicts itself come again.
 * A list whose pages lie too deep is read in halves.
 * @returns in what the list contradicted itself each time it was read
 * @throws as `SourceConnector.readPage`
 */
export async function* readRows(
  source: SourceConnector,
  task: PageTask,
  paging: Plan['paging'],
  call: Call,
): Pages {
  let contradiction: Contradiction | undefined;
  for (let rereads = 0; rereads <= LIST_REREADS; rereads += 1) {
    const isMiscounted = rereads === LIST_REREADS && contradiction?.kind === 'empty';
    const list = new SourceList(
      source,
      task,
      isMiscounted && paging === 'from-last' ? 'number' : paging,
      call,
    );
    contradiction = yield* list.rows();
    const halves = list.isTooDeep ? halvesOf(spanOf(task)!) : undefined;
    if (halves) return yield* inHalves(source, task, paging, call, halves);
    if (!contradiction) return undefined;
  }
  return contradiction;
}

async function* inHalves(
  source: SourceConnector,
  task: PageTask,
  paging: Plan['paging'],
  call: Call,
  [first, second]: NonNullable<ReturnType<typeof halvesOf>>,
): Pages {
  const earlier = yield* readRows(source, within(task, first), paging, call);
  const later = yield* readRows(source, within(task, second), paging, call);
  return earlier ?? later;
}

/** One reading of a list. */
class SourceList {
  /** Whether it was given up at a page that lies too deep. */
  isTooDeep = false;

  constructor(
    private readonly source: SourceConnector,
    private readonly task: PageTask,
    private readonly paging: Plan['paging'],
    private readonly call: Call,
  ) {}

  async *rows(): Pages {
    const { paging } = this;
    const { size } = this.task.page;
    const first = await this.read(1);
    const list = new ListReading({ paging, size, count: pagesCounted(first.evidence, size) });
    while (list.goesOn()) {
      const number = list.take();
      const page = number === 1 && !list.hasBegun ? first : await this.readDeep(number, list.cursor);
      if (!page) return undefined;
      yield page.rows;
      list.returned(number, page.evidence);
    }
    return list.contradiction;
  }

  /** Undefined where the page lies too deep. */
  private async readDeep(number: number, after?: string): Promise<PageRead | undefined> {
    try {
      return await this.read(number, after);
    } catch (error) {
      const span = number > 1 && this.paging !== 'key' ? spanOf(this.task) : undefined;
      if (!(error instanceof Unavailable) || !span || !halvesOf(span)) throw error;
      this.isTooDeep = await isTooDeep(this.source, { ...this.task, mayBeDeep: true }, this.call);
      if (!this.isTooDeep) throw error;
      return undefined;
    }
  }

  private read(number: number, after?: string): Promise<PageRead> {
    const page = { number, size: this.task.page.size, ...(after === undefined ? {} : { after }) };
    return retryTransient(this.call, () => readPage(this.source, { ...this.task, page }, this.call));
  }
}
