import { mapPage, type MappedRow } from '../../src/activities/page/map';
import type { Call, CallOptions, TargetConnector } from '../../src/connectors/connector';
import type { SchemeTable } from '../../src/contract/scheme';
import type { Plan, RunInput } from '../../src/contract/run';
import type { Document, DocumentRef } from '../../src/contract/page';
import { planRun } from '../../src/activities/plan/run';
import { mappingSettings } from '../../src/activities/deps';
import { readPage, type PageRead } from '../../src/activities/page/read';
import { renderOptions } from '../../src/activities/page/write';
import { chunks } from '../../src/connectors/kingdee/query';
import { pagesCounted } from '../../src/contract/listEvidence';
import { askedFields, comparedFields } from '../../src/mappings/marks';
import type { Runtime } from '../../src/runtime';
import { schemes } from '../../src/workflows/catalogue';
import { concurrently, countSlices } from '../../src/workflows/engine/slices';
import { pageTask, type PageTask } from '../../src/activities/tasks';
import { pageReference } from '../../src/workflows/engine/activities';

/**
 * What somebody would write without Temporal: the same connectors and mapping, the same calls, as many pages in flight; no
 * retries, no history, nothing to go on from after a crash. It stops at the first error.
 *
 * @returns documents written
 */
export async function runPlainly(runtime: Runtime, scheme: string, input: RunInput): Promise<number> {
  const table = schemes[scheme] as SchemeTable;
  const { sources, schemes: settings } = runtime;
  const planning = { settings: settings[scheme], sources, dueAt: Date.now() };
  const plan = await planRun(table, input, planning);
  const script = new PlainScript(runtime, table, plan);
  return plan.paging === 'number'
    ? script.moveSharedList(input.concurrency)
    : script.moveSlices(input.concurrency);
}

class PlainScript {
  private readonly call: Call = { signal: new AbortController().signal };
  private written = 0;

  constructor(
    private readonly runtime: Runtime,
    private readonly table: SchemeTable,
    private readonly plan: Plan,
  ) {}

  /** Several pages at once of a list that cannot move. */
  async moveSharedList(concurrency = 1): Promise<number> {
    let next = 1;
    let last = Number.POSITIVE_INFINITY;
    await concurrently(concurrency, async () => {
      while (next <= last) {
        const number = next++;
        const { evidence } = await this.syncPage(this.task(number, 0));
        if (!evidence.hasNext) last = Math.min(last, number);
      }
    });
    return this.written;
  }

  /** Several slices of a window at once, each read from its last page to its first; no two neighbours at once. */
  async moveSlices(concurrency = 1): Promise<number> {
    const all = Array.from({ length: countSlices(this.plan) }, (_, slice) => slice);
    const order = [...all.filter((slice) => slice % 2 === 0), ...all.filter((slice) => slice % 2 === 1)];
    await concurrently(concurrency, async () => {
      for (let slice = order.shift(); slice !== undefined; slice = order.shift()) {
        const { evidence } = await this.read(this.task(1, slice));
        for (let number = pagesCounted(evidence, this.plan.pageSize); number >= 1; number -= 1)
          await this.syncPage(this.task(number, slice));
      }
    });
    return this.written;
  }

  private task(number: number, slice: number): PageTask {
    return pageTask(this.table, pageReference(this.table, this.plan, number, { slice }));
  }

  private read(task: PageTask): Promise<PageRead> {
    const source = this.runtime.sources[task.source.connection];
    if (!source) throw new Error(`no connection ${task.source.connection}`);
    return readPage(source, task, this.call);
  }

  private async syncPage(task: PageTask): Promise<PageRead> {
    const page = await this.read(task);
    const mapping = this.runtime.mappings[task.scheme];
    if (!mapping) throw new Error(`no mapping ${task.scheme}`);
    const { mapped } = mapPage(mapping, page.rows, mappingSettings(this.runtime, task));
    const absent = await this.absent(mapped, askedFields(comparedFields(mapping)));
    const saved = await this.save(absent, task);
    if (saved.length > 0) await this.audit(saved.map(([id]) => id));
    this.written += saved.length;
    return page;
  }

  private get target(): TargetConnector {
    return this.runtime.targets[this.plan.target] as TargetConnector;
  }

  private get form(): string {
    return this.table.target.form;
  }

  private async absent(mapped: readonly MappedRow[], fields: readonly string[]): Promise<MappedRow[]> {
    if (mapped.length === 0) return [];
    const numberOf = (document: Document) => this.target.keyOf(this.form, document).number;
    const keys = mapped.map(({ document }) => this.target.keyOf(this.form, document));
    const found = await this.target.lookUp(this.form, keys, fields, this.call);
    const there = new Set(found.map(({ number }) => number));
    return mapped.filter(({ document }) => !there.has(numberOf(document)));
  }

  private async save(absent: readonly MappedRow[], task: PageTask): Promise<DocumentRef[]> {
    const options = renderOptions(task.target.options, task.parameters);
    const saved: DocumentRef[] = [];
    for (const batch of chunks(absent, task.batchSize)) {
      const documents = batch.map(({ document }) => document);
      const { results } = await this.target.save(this.form, documents, options, this.call);
      for (const result of results)
        if ('id' in result) saved.push([result.id, (batch[result.index] as MappedRow).key]);
    }
    if (saved.length !== absent.length) throw new Error(`${absent.length - saved.length} documents refused`);
    return saved;
  }

  private async audit(ids: readonly string[]): Promise<void> {
    const options: CallOptions = renderOptions(this.table.target.auditOptions ?? {}, this.plan.parameters);
    const states = await this.target.lookUpIds(this.form, ids, this.call);
    const open = states.filter(({ state }) => state !== 'audited').map(({ id }) => id);
    if (open.length === 0) return;
    const saved = states.filter(({ state }) => state === 'saved').map(({ id }) => id);
    if (saved.length > 0) await this.target.submit(this.form, saved, options, this.call);
    await this.target.audit(this.form, open, options, this.call);
    const after = await this.target.lookUpIds(this.form, ids, this.call);
    if (after.some(({ state }) => state !== 'audited')) throw new Error('documents are not audited');
  }
}
