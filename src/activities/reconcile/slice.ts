import type { ListedDocument, Call, SourceRow, Rejection } from '../../connectors/connector';
import { Unreadable } from '../../connectors/readers';
import { inBothLanguages } from '../../contract/bilingual';
import { contradictionText, type Contradiction } from '../../contract/listEvidence';
import type { Comparison } from '../../contract/reconcile';
import { applyMapping, MappingFailed, parameterValues } from '../../mappings/apply';
import type { MappingSettings } from '../../mappings/cell';
import type { AnyMapping } from '../../mappings/mapping';
import { comparedFields } from '../../mappings/marks';
import { renderTemplate } from '../../mappings/template';
import { type ActivityDeps, find, mappingSettings } from '../deps';
import { spelledKey } from '../page/lookup';
import { mapPage } from '../page/map';
import { redactingTarget } from '../page/redact';
import type { SliceTask } from '../tasks';
import { dayText, classify, type Rules } from './classify';
import { SliceCounts, NO_SUMS, sumsHeld, sumsOfDocument, type Sums, sumsOfLines } from './counts';
import { dayAfter } from './days';
import { readRows } from './readRows';
import { auditedSide, type Identified, savedSide, type TargetSide } from './target';

/** Documents that the target is asked for together. */
const BATCH = 200;

/** Reads one slice of both sides and compares them, the source first: what is written meanwhile is not extra. */
export async function compareSlice(deps: ActivityDeps, task: SliceTask, call: Call): Promise<Comparison> {
  return new Slice(deps, task, call).compare();
}

class Slice {
  private readonly mapping: AnyMapping;
  private readonly settings: MappingSettings;
  private readonly rules: Rules;
  private readonly side: TargetSide;
  private readonly counts: SliceCounts;
  private readonly selection: string | undefined;
  /** Records read so far, by the source's key. */
  private readonly read = new Set<string>();
  /** Records of the source, by their keys as they are spelled. */
  private readonly known = new Set<string>();
  /** What documents that were seen under a record's key add up to, by the target's id. */
  private readonly accounted = new Map<string, Sums>();
  /** Records that cannot be mapped; whether the target has them is known where their keys are its numbers. */
  private readonly refused = new Set<string>();
  /** Records without a fault so far, by the target's id of their document. */
  private readonly same = new Map<string, string>();

  constructor(
    private readonly deps: ActivityDeps,
    private readonly task: SliceTask,
    private readonly call: Call,
  ) {
    const { page, reconcile } = task;
    const { form, operation } = page.target;
    const target = redactingTarget(deps, page);
    const isAudit = operation === 'Audit';
    this.mapping = find(deps.mappings, page.scheme, 'mapping');
    this.settings = mappingSettings(deps, page);
    const compared = isAudit ? { head: [], lists: {} } : comparedFields(this.mapping);
    this.side = isAudit ? auditedSide(target, form, call) : savedSide(target, task, compared, call);
    const { respells } = this.side;
    this.rules = { audits: target.abilitiesOf(form).audits, compared, reconcile, respells };
    this.counts = new SliceCounts(reconcile?.sums);
    this.selection = selectionOf(task);
  }

  async compare(): Promise<Comparison> {
    await this.compareSource();
    await this.searchExtra();
    for (const key of this.same.values()) this.counts.add('same', { key });
    return this.counts.close(this.task.room);
  }

  private async compareSource(): Promise<void> {
    const { page, paging } = this.task;
    const source = find(this.deps.sources, page.source.connection, 'source connection');
    let waiting: Identified[] = [];
    const pages = readRows(source, page, paging, this.call);
    let next = await pages.next();
    for (; next.done !== true; next = await pages.next()) {
      waiting.push(...this.expected(next.value));
      for (; waiting.length >= BATCH; waiting = waiting.slice(BATCH))
        await this.classify(waiting.slice(0, BATCH));
    }
    if (waiting.length > 0) await this.classify(waiting);
    if (next.value) this.countUnread(next.value);
  }

  private countUnread(contradiction: Contradiction): void {
    const reason = inBothLanguages(contradictionText(contradiction));
    this.counts.add('unread', { key: this.task.days.from ?? 'all', reason });
  }

  /** The page's documents that belong to the slice; rows that cannot be mapped are counted. */
  private expected(rows: readonly SourceRow[]): Identified[] {
    const fresh = rows.filter(
      (row) => this.isOfSlice(row) && !(row.key !== undefined && this.read.has(row.key)),
    );
    for (const { key } of fresh) if (key !== undefined) this.read.add(key);
    const { mapped, rejected } = mapPage(this.mapping, fresh, this.settings);
    for (const { key, field, message } of rejected) {
      this.refused.add(this.side.identityOfKey({ number: key }));
      this.counts.add('refused', {
        key,
        reason: message,
        ...(field === undefined ? {} : { fields: [field] }),
      });
    }
    return mapped.map(({ key, document }) => ({ key, document, identity: this.side.identityOf(document) }));
  }

  /** By the document's own day, so that a row at a slice's edge is in one slice whatever the platform's window takes. */
  private isOfSlice({ row }: SourceRow): boolean {
    const { days, reconcile } = this.task;
    const cell = reconcile && this.mapping.fields[reconcile.day];
    if (!row || !reconcile || !cell || days.from === undefined || days.to === undefined) return true;
    try {
      const document = applyMapping(
        { ...this.mapping, fields: { [reconcile.day]: cell } },
        row,
        this.settings,
      );
      const day = dayText(document[reconcile.day]);
      return day >= days.from && day <= days.to;
    } catch (error) {
      if (error instanceof MappingFailed || error instanceof Unreadable) return true;
      throw error;
    }
  }

  private async classify(documents: readonly Identified[]): Promise<void> {
    const { reconcile } = this.rules;
    const seen = await this.side.lookUp(documents);
    documents.forEach((expected, index) => {
      const { found, held, refused } = seen[index]!;
      if (refused) return this.countUnasked(expected, refused);
      const { kind, finding } = classify(expected, { found, held }, this.rules);
      this.known.add(spelledKey(this.side.keyOf(expected.document)));
      if (kind === 'same') this.same.set(found?.id ?? held[0]?.id ?? '', expected.key);
      else this.counts.add(kind, finding);
      if (reconcile) this.counts.addSource(sumsOfDocument(expected.document, reconcile.sums));
      for (const one of held.length > 0 ? held : found ? [found] : [])
        this.account(one.id, reconcile ? sumsHeld(one, reconcile.sums) : NO_SUMS);
    });
  }

  /** A record whose key the target cannot be asked for is not compared, and so neither missing nor the same. */
  private countUnasked({ key, identity }: Identified, { message }: Rejection): void {
    this.refused.add(identity);
    this.counts.add('refused', { key, reason: message });
  }

  /**
   * Notes a document that was seen under a record's key, once. Where the target can be asked for the slice as a whole, it
   * is added up there: one that lies outside of the slice is a finding, and no part of its sums.
   */
  private account(id: string, sums: Sums): void {
    if (this.accounted.has(id)) return;
    this.accounted.set(id, sums);
    if (this.selection === undefined) this.counts.addTarget(1, sums);
  }

  /** What the selection adds up to, what it holds beside the source's records, and what of those it does not hold. */
  private async searchExtra(): Promise<void> {
    if (this.selection === undefined) return;
    const selected = new Set<string>();
    for await (const documents of this.side.selection(this.selection)) {
      const fresh = documents.filter(({ id }) => !selected.has(id));
      for (const { id } of fresh) {
        selected.add(id);
        const sums = this.accounted.get(id);
        if (sums !== undefined) this.counts.addTarget(1, sums);
      }
      await this.countUnaccounted(fresh.filter(({ id }) => !this.accounted.has(id)));
    }
    for (const [id, key] of this.same) {
      if (selected.has(id)) continue;
      this.same.delete(id);
      this.counts.add('different', { key, fields: ['selection'] });
    }
  }

  /** Documents of the selection that were seen under no record's key: they are extra, or were written meanwhile. */
  private async countUnaccounted(documents: readonly ListedDocument[]): Promise<void> {
    const { reconcile } = this.rules;
    if (!reconcile || documents.length === 0) return;
    const { answers, rejected } = await this.side.withLines(documents);
    const held = new Map(answers.map((document) => [document.id, document]));
    const reasons = new Map(rejected.map(({ item, rejection }) => [item.id, rejection.message]));
    for (const document of documents) {
      const isRefused = this.refused.has(this.side.identityOfKey(document));
      const isKnown = this.known.has(spelledKey(document));
      // A document whose lines cannot be asked for is counted, and the reason says why its sums are not.
      const reason = reasons.get(document.id);
      if (!isRefused && !isKnown)
        this.counts.add('extra', { key: document.number, ...(reason === undefined ? {} : { reason }) });
      this.counts.addTarget(1, sumsOfLines(held.get(document.id)?.lines ?? [], reconcile.sums));
    }
  }
}

/** The target's documents of the slice's days, as a condition in its own words; undefined where there is none. */
function selectionOf({ days, reconcile, page }: SliceTask): string | undefined {
  if (!reconcile || days.from === undefined || days.to === undefined) return undefined;
  const values = { DAYS_FROM: days.from, DAYS_END: dayAfter(days.to), ...parameterValues(page.parameters) };
  return renderTemplate(reconcile.selection, values);
}
