import { KeySketch, MOST_KEYS, type SketchSnapshot } from './keySketch';

/** What one page says of its list, without a row or a key. */
export interface PageEvidence {
  /** Rows, as the platform gave them. */
  readonly rows: number;
  /** Whether the platform says that there is a further page. */
  readonly hasNext: boolean;
  /** Rows of the list as the platform counts them; absent where it does not count. */
  readonly total?: number;
  /** Pages of the list as the platform counts them; absent where it does not count. */
  readonly pageCount?: number;
  /** With paging by key: what the next page begins after. */
  readonly cursor?: string;
  /** Digest over the page's keys in their order; absent where no row has one. */
  readonly fingerprint?: string;
  /** Digests of the page's keys, each once, one after the other: those with `level` zero bits. */
  readonly keys: string;
  readonly level?: number;
}

/** In what a list contradicts itself. */
export type Contradiction =
  /** Its count changed while it was read. */
  | { readonly kind: 'changed'; readonly from: number; readonly to: number }
  /** Fewer different records came than it counts, and some of them twice. */
  | { readonly kind: 'fewer'; readonly counted: number; readonly distinct: number }
  /** A page that it counts is empty. */
  | { readonly kind: 'empty'; readonly page: number; readonly counted: number }
  /** A page holds records that came before. */
  | { readonly kind: 'repeated'; readonly page: number }
  /** Pages come without an end. */
  | { readonly kind: 'endless'; readonly page: number };

/** What is known of a list so far, as plain data. */
export interface EvidenceSnapshot {
  readonly read: number;
  /** Rows whose key came on an earlier page; of a sample, at least so many. */
  readonly repeated: number;
  readonly keys: SketchSnapshot;
  readonly pages: SketchSnapshot;
  readonly lastPage?: string | undefined;
  readonly total?: Range;
  readonly pageCount?: Range;
  /** Whether the count rose from one page to a later one. */
  readonly grew: boolean;
  readonly repeatedAt?: number | undefined;
  readonly emptyAt?: number | undefined;
  readonly repeatsInARow: number;
  readonly emptiesInARow: number;
}

/** A count as the pages gave it. */
interface Range {
  readonly fewest: number;
  readonly most: number;
  readonly latest: number;
}

/** Pages of a list by what one of them counts; 1 where it does not count. */
export function pagesCounted({ total = 0, pageCount = 1 }: PageEvidence, size: number): number {
  return Math.max(1, pageCount, Math.ceil(total / size));
}

/** Pages whose fingerprints are kept. */
const MOST_PAGES_KEPT = 512;

/** Pages in a row that hold nothing new before a list is given up. */
const IN_A_ROW = 3;

/** Holds the rows that a list has shown against what it says of itself. Counts, pages and keys are evidence; none is believed alone. */
export class Evidence {
  private readonly keys: KeySketch;
  private readonly pages: KeySketch;
  private state: Omit<EvidenceSnapshot, 'keys' | 'pages'>;

  /** @param size rows a page that are asked for */
  constructor(
    private readonly size: number,
    { keys, pages, ...state }: Partial<EvidenceSnapshot> = {},
  ) {
    this.keys = new KeySketch(MOST_KEYS, keys);
    this.pages = new KeySketch(MOST_PAGES_KEPT, pages);
    this.state = { read: 0, repeated: 0, grew: false, repeatsInARow: 0, emptiesInARow: 0, ...state };
  }

  /** Notes a page. @returns whether it is one that came before, although the list has not become shorter meanwhile */
  add(page: number, seen: PageEvidence): boolean {
    const { state } = this;
    const { rows, total, fingerprint } = seen;
    const isShorter = total !== undefined && state.total !== undefined && total < state.total.latest;
    const isKnown = this.isKnownPage(fingerprint) && rows > 0 && !isShorter;
    const isEmpty = rows === 0;
    this.state = {
      ...state,
      read: state.read + rows,
      repeated: state.repeated + this.keys.add(seen.keys, seen.level),
      lastPage: fingerprint ?? state.lastPage,
      ...this.counted(seen),
      repeatedAt: isKnown ? (state.repeatedAt ?? page) : state.repeatedAt,
      emptyAt: isEmpty ? Math.min(state.emptyAt ?? page, page) : state.emptyAt,
      repeatsInARow: isKnown ? state.repeatsInARow + 1 : 0,
      emptiesInARow: isEmpty ? state.emptiesInARow + 1 : 0,
    };
    return isKnown;
  }

  /** Whether the last pages brought so little that further ones are not asked for. */
  get isStuck(): boolean {
    return this.state.repeatsInARow >= IN_A_ROW;
  }

  get isDry(): boolean {
    return this.state.emptiesInARow >= IN_A_ROW;
  }

  /** Pages of the list by its latest counts; 1 where it does not count. */
  get pagesCounted(): number {
    const { pageCount } = this.state;
    return Math.max(1, pageCount?.latest ?? 1, this.pagesOf(this.credited?.latest ?? 0));
  }

  /** Whether fewer records came than the list counts. */
  get isShort(): boolean {
    return this.distinct < this.needed;
  }

  /** Whether a record came twice. */
  get isRepeating(): boolean {
    return this.state.repeated > 0;
  }

  /** Whether a full page may be the last one: a count that spans several pages says so, and is consistent with what was read. */
  endsWith(page: number, isReadFromFirst: boolean): boolean {
    const total = this.credited;
    if (total === undefined || total.most <= this.size)
      return (this.state.pageCount?.latest ?? 1) > 1 && this.state.pageCount?.latest === page;
    return isReadFromFirst ? this.distinct >= total.fewest : total.latest === page * this.size;
  }

  /** What is wrong with a list that was read to its end. */
  contradiction({ paging, isDown }: { paging: string; isDown: boolean }): Contradiction | undefined {
    const { repeated, repeatedAt, emptyAt, grew } = this.state;
    const { needed, distinct, credited } = this;
    if (paging === 'key') return undefined;
    if (this.isShort && repeated > 0) return { kind: 'fewer', counted: needed, distinct };
    if (this.isShort && emptyAt !== undefined && emptyAt <= this.pagesOf(needed))
      return { kind: 'empty', page: emptyAt, counted: needed };
    const isVouched = credited !== undefined && credited.most > this.size;
    if (!isVouched && repeatedAt !== undefined) return { kind: 'repeated', page: repeatedAt };
    if (!isVouched && repeated > 0 && !isDown) return { kind: 'fewer', counted: this.state.read, distinct };
    if (!credited || credited.fewest === credited.most) return undefined;
    const isChanged = isDown ? grew && distinct < credited.most : true;
    return isChanged ? { kind: 'changed', from: credited.fewest, to: credited.most } : undefined;
  }

  snapshot(): EvidenceSnapshot {
    return { ...this.state, keys: this.keys.snapshot(), pages: this.pages.snapshot() };
  }

  /** Rows less those whose key came before; within one page a key may come twice. */
  private get distinct(): number {
    return this.state.read - this.state.repeated;
  }

  /** A total that is smaller than what was read counts something else, such as this page alone. */
  private get credited(): Range | undefined {
    const { total } = this.state;
    return total !== undefined && total.most >= this.distinct ? total : undefined;
  }

  /** Records that must have come, by the lowest count of the list. */
  private get needed(): number {
    const { credited } = this;
    if (credited) return credited.fewest;
    const pages = this.state.pageCount?.fewest ?? 1;
    return pages > 1 ? (pages - 1) * this.size + 1 : 0;
  }

  private pagesOf(rows: number): number {
    return Math.ceil(rows / this.size);
  }

  private isKnownPage(fingerprint: string | undefined): boolean {
    if (fingerprint === undefined) return false;
    return this.pages.add(fingerprint) > 0 || fingerprint === this.state.lastPage;
  }

  private counted({
    total,
    pageCount,
  }: PageEvidence): Pick<EvidenceSnapshot, 'total' | 'pageCount' | 'grew'> {
    const { grew, total: before, pageCount: pagesBefore } = this.state;
    return {
      grew: grew || (total !== undefined && before !== undefined && total > before.latest),
      ...(total === undefined ? {} : { total: widened(before, total) }),
      ...(pageCount === undefined ? {} : { pageCount: widened(pagesBefore, pageCount) }),
    };
  }
}

function widened(range: Range | undefined, latest: number): Range {
  const { fewest, most } = range ?? { fewest: latest, most: latest };
  return { fewest: Math.min(fewest, latest), most: Math.max(most, latest), latest };
}

/** What did not fit, in figures and without a record. */
export function contradictionText(seen: Contradiction): { readonly en: string; readonly zh: string } {
  switch (seen.kind) {
    case 'changed':
      return {
        en: `its count changed from ${seen.from} to ${seen.to} rows while it was read`,
        zh: `读取期间列表总数从 ${seen.from} 变为 ${seen.to}`,
      };
    case 'fewer':
      return {
        en: `${seen.counted} rows are counted, ${seen.distinct} different ones came, and some came twice`,
        zh: `列表应有 ${seen.counted} 行，实际只读到 ${seen.distinct} 行不同的记录，且有记录重复出现`,
      };
    case 'empty':
      return {
        en: `page ${seen.page} is empty although it is one of those that are counted`,
        zh: `第 ${seen.page} 页在总页数之内，却没有数据`,
      };
    case 'repeated':
      return {
        en: `page ${seen.page} holds records that came before: the platform does not page on`,
        zh: `第 ${seen.page} 页与之前的页内容重复，平台没有真正翻页`,
      };
    default:
      return {
        en: `page ${seen.page} lies far beyond the pages that are counted, and there are still more`,
        zh: `已读到第 ${seen.page} 页，远超平台所报页数，仍有后续页`,
      };
  }
}
