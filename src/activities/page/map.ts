import type { Rejection, SourceRow } from '../../connectors/connector';
import { Unreadable } from '../../connectors/readers';
import { MOST } from '../../contract/bounds';
import { shortKey } from '../../contract/ids';
import type { FailedRecord } from '../../contract/page';
import { applyMapping, type MappedDocument, MappingFailed } from '../../mappings/apply';
import type { MappingSettings } from '../../mappings/cell';
import type { AnyMapping } from '../../mappings/mapping';

/** A row and the document that the mapping made of it. */
export interface MappedRow {
  readonly key: string;
  readonly row: Record<string, unknown>;
  readonly document: MappedDocument;
}

/** Cause of a record whose key another record of the page has. */
export const KEY_TAKEN = 'key-taken';

/** A page's rows after the mapping: `rows.length = mapped + rejected + skipped`. */
export interface MappedPage {
  readonly mapped: readonly MappedRow[];
  readonly rejected: readonly FailedRecord[];
  /** Rows superseded by a later row of the page of the same record, and copies of records. */
  readonly skipped: number;
}

/**
 * Maps a page's rows; a row that does not fit or cannot be mapped is rejected alone. Of two rows of one record the later
 * counts; of two records with one key, as far as the source tells them apart, the first, and the other is rejected.
 */
export function mapPage(
  mapping: AnyMapping,
  rows: readonly SourceRow[],
  settings: MappingSettings,
): MappedPage {
  const { newest, taken } = byKey(rows);
  const mapped: MappedRow[] = [];
  const rejected: FailedRecord[] = [...taken];
  for (const [key, source] of newest) {
    const outcome = outcomeOf(mapping, key, source, settings);
    if ('cause' in outcome) rejected.push(outcome);
    else mapped.push(outcome);
  }
  return { mapped, rejected, skipped: rows.length - newest.size - taken.length };
}

function outcomeOf(
  mapping: AnyMapping,
  key: string | number,
  source: SourceRow,
  settings: MappingSettings,
): MappedRow | FailedRecord {
  if (typeof key === 'number') return withoutKey(source, key);
  if (isTooLong(key)) return { key: shortKey(key), ...tooLong(key) };
  return { key, ...mapRow(mapping, source, settings) };
}

interface ByKey {
  /** The newest row of each key; a row without a key by its position, from 1, since nobody can tell whose it is. */
  readonly newest: ReadonlyMap<string | number, SourceRow>;
  /** Records whose key another one has. */
  readonly taken: readonly FailedRecord[];
}

function byKey(rows: readonly SourceRow[]): ByKey {
  const newest = new Map<string | number, SourceRow>();
  const taken = new Map<string, FailedRecord>();
  for (const [index, row] of rows.entries()) {
    const { key, record } = row;
    if (row.isCopy) continue;
    const first = key === undefined ? undefined : newest.get(key);
    if (key === undefined) newest.set(index + 1, row);
    else if (first?.record === undefined || record === undefined || first.record === record)
      newest.set(key, row);
    else taken.set(`${key}\n${record}`, keyTaken(isTooLong(key) ? shortKey(key) : key, record, first.record));
  }
  return { newest, taken: [...taken.values()] };
}

function withoutKey({ fault = 'the row has no key' }: SourceRow, rowNumber: number): FailedRecord {
  return { key: `row ${rowNumber}`, rowNumber, ...unfit, message: fault };
}

function keyTaken(key: string, record: string, first: string): FailedRecord {
  return {
    key,
    cause: KEY_TAKEN,
    message: `two records of the source have the key ${key}: ${first} and ${record}; only ${first} is written`,
    advice: {
      en: 'Give one of the two another key in the source, then retry.',
      zh: '请在来源系统为其中一条记录更换编码，然后重试。',
    },
  };
}

/** What to do about a row that becomes no document, by cause. */
const adviceOf: Readonly<Record<MappingFailed['kind'], NonNullable<Rejection['advice']>>> = {
  mapping: {
    en: 'correct the row in the source, or the parameter of the scheme that decides it, then retry',
    zh: '请在来源系统更正该记录，或调整方案的相应参数，然后重试',
  },
  'unknown-code': {
    en: 'add the entry to codeTables of the scheme and restart the workers; it is then tried again by itself',
    zh: '请在该方案的 codeTables 中补充对照项并重启 worker，之后会自动重试',
  },
};

const unfit = {
  cause: 'source-row',
  advice: {
    en: 'correct the field that is named in the source; many at once mean that the source has changed its format',
    zh: '请在来源系统更正所述字段；若大量出现，说明来源的数据格式有变',
  },
} as const;

function isTooLong(key: string): boolean {
  return key.length > MOST.key;
}

function tooLong(key: string): Rejection {
  return {
    cause: 'key-too-long',
    message: `the record's key has ${key.length} characters; at most ${MOST.key} are taken`,
    advice: {
      en: 'shorten the number of the record in the source; then discard this entry: the record comes under its new number',
      zh: '请在来源系统缩短该记录的编号，然后放弃此条；记录会以新编号重新读取',
    },
  };
}

function mapRow(
  mapping: AnyMapping,
  source: SourceRow,
  settings: MappingSettings,
): Omit<MappedRow, 'key'> | Rejection {
  if (!source.row) return { ...unfit, message: source.fault ?? 'the row does not fit its model' };
  try {
    return { row: source.row, document: applyMapping(mapping, source.row, settings) };
  } catch (error) {
    if (error instanceof Unreadable) return { ...unfit, message: error.message };
    if (!(error instanceof MappingFailed)) throw error;
    return { cause: error.kind, field: error.field, message: error.message, advice: adviceOf[error.kind] };
  }
}
