import { findForm, forms } from '../forms';
import type { Form } from '../forms/form';
import { Refusal, msgCode } from '../envelopes/refusal';
import { texts } from '../envelopes/texts';
import { broadest, folded, type Folding } from './folding';
import { MadeOrder } from './made-order';
import type { Id, Row } from './row';

const firstId = 100001;

/** The documents of one form, by internal id and by number. */
export class Table {
  readonly #rows = new Map<Id, Row>();
  readonly #idsByNumber = new Map<string, readonly Id[]>();
  readonly #order = new MadeOrder();

  constructor(
    private readonly formNow: () => Form,
    private readonly foldingNow: () => Folding,
    private readonly onChange: (undo: () => void) => void,
  ) {}

  /** The form, with the tenant's own fields as they are now. */
  get form(): Form {
    return this.formNow();
  }

  get size(): number {
    return this.#rows.size;
  }

  /** All documents in the order they were made. */
  all(): Iterable<Row> {
    return this.#rows.values();
  }

  /** Whether the documents were made in the order of their ids, which are all numbers. */
  get isInIdOrder(): boolean {
    return this.#order.isAscending;
  }

  /** The documents with an id above that one. Only of a table that is in the order of its ids. */
  *above(id: number): Iterable<Row> {
    for (const one of this.#order.above(id)) {
      const row = this.#rows.get(one);
      if (row !== undefined) yield row;
    }
  }

  get(id: Id): Row | undefined {
    return this.#rows.get(id);
  }

  /** The number of a document as people see it. */
  numberOf(row: Row): string {
    return String(row.values[this.form.number] ?? '');
  }

  /** The next free number of the form's coding rule: `CK000001`. */
  nextNumber(): string {
    for (let serial = this.size + 1; ; serial++) {
      const number = `${this.form.numberPrefix}${String(serial).padStart(6, '0')}`;
      if (this.withNumber(number).length === 0) return number;
    }
  }

  /** All documents of that number, as the site's database compares text. */
  withNumber(number: string): Row[] {
    const folding = this.foldingNow();
    const wanted = folded(number, folding);
    const found: Row[] = [];
    for (const id of this.#idsByNumber.get(folded(number, broadest)) ?? []) {
      const row = this.#rows.get(id);
      if (row !== undefined && folded(this.numberOf(row), folding) === wanted) found.push(row);
    }
    return found;
  }

  /** Inserts or replaces; part of the running transaction. */
  put(row: Row): void {
    const before = this.#rows.get(row.id);
    this.#write(row.id, row);
    this.onChange(() => this.#write(row.id, before));
  }

  /** Removes; part of the running transaction. */
  remove(id: Id): void {
    const before = this.#rows.get(id);
    this.#write(id, undefined);
    this.onChange(() => this.#write(id, before));
  }

  #write(id: Id, row: Row | undefined): void {
    const before = this.#rows.get(id);
    this.#renumber(id, before, row);
    if (row === undefined) {
      if (this.#rows.delete(id)) this.#order.removed(this.#rows.size);
      return;
    }
    if (before === undefined) this.#order.added(id);
    this.#rows.set(id, row);
  }

  /** Of documents with one number, the one that was written last is the last. */
  #renumber(id: Id, before: Row | undefined, after: Row | undefined): void {
    if (before !== undefined) {
      const number = folded(this.numberOf(before), broadest);
      const others = (this.#idsByNumber.get(number) ?? []).filter((one) => one !== id);
      if (others.length === 0) this.#idsByNumber.delete(number);
      else this.#idsByNumber.set(number, others);
    }
    if (after === undefined) return;
    const number = folded(this.numberOf(after), broadest);
    this.#idsByNumber.set(number, [...(this.#idsByNumber.get(number) ?? []), id]);
  }
}

/** All documents of the site, with nested transactions. */
export class Store {
  #tables = new Map<string, Table>();
  #undo: (() => void)[] = [];
  #depth = 0;
  #lastId = firstId - 1;

  /** `tailored` adds what the tenant changed to a form; `folding` is how the site compares text. */
  constructor(
    private readonly tailored: (form: Form) => Form = (form) => form,
    private readonly folding: () => Folding = () => broadest,
  ) {
    this.clear();
  }

  /** Forgets all documents; ids begin again. */
  clear(): void {
    const tableOf = (form: Form) =>
      new Table(
        () => this.tailored(form),
        this.folding,
        (undo) => this.onUndo(undo),
      );
    this.#tables = new Map(forms.map((form) => [form.id, tableOf(form)]));
    this.#lastId = firstId - 1;
  }

  /** The table of a form. Refuses an unknown FormId with Kingdee's text. */
  table(formId: string): Table {
    const table = this.#tables.get(findForm(formId)?.id ?? '');
    if (table === undefined) throw Refusal.of(msgCode.exception, texts.unknownForm(formId));
    return table;
  }

  /** The next internal id; ids of undone documents are not used again. */
  nextId(): number {
    return ++this.#lastId;
  }

  /** Keeps later ids above one that was given from outside. */
  reserve(id: Id): void {
    if (typeof id === 'number' && id > this.#lastId) this.#lastId = id;
  }

  /** Runs the work; all its changes are undone when it throws or when `keep` says no to its result. */
  transaction<T>(work: () => T, keep: (result: T) => boolean = () => true): T {
    const start = this.#undo.length;
    this.#depth++;
    let kept = false;
    try {
      const result = work();
      kept = keep(result);
      return result;
    } finally {
      this.#depth--;
      if (!kept) for (const undo of this.#undo.splice(start).toReversed()) undo();
      if (this.#depth === 0) this.#undo = [];
    }
  }

  /** Tells how to take back a change of the running transaction; without one the change stays. */
  onUndo(undo: () => void): void {
    if (this.#depth > 0) this.#undo.push(undo);
  }
}
