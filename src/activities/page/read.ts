import type { PageTask } from '../tasks';
import type { FailedRecord, PageRef } from '../../contract/page';
import type {
  Rejection,
  Request,
  SourceConnector,
  SourceRow,
  SourcePage,
  Call,
} from '../../connectors/connector';
import {
  applyMapping,
  MappingFailed,
  parameterValues,
  type AnyMapping,
  type MappedDocument,
} from '../../mappings/apply';
import type { MappingSettings } from '../../mappings/context';
import { Unreadable } from '../../connectors/readers';
import { readOr } from '../../connectors/record';
import { shanghaiTime } from '../../contract/shanghai';
import { renderTemplate } from '../../mappings/template';
import type { PageEvidence } from '../../contract/listEvidence';
import { MOST } from '../../contract/bounds';
import { shortKey } from '../../contract/ids';
import { createHash } from 'node:crypto';
import { DIGEST_LENGTH, levelFor, rankOf } from '../../contract/keySketch';
import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { Unavailable } from '../../connectors/errors';
import { DEEP_PAGE_ATTEMPTS } from '../../contract/policies';

/** A page: the rows that belong to the task, and what all of its rows say of the list. */
export interface PageRead {
  readonly rows: readonly SourceRow[];
  readonly seen: PageEvidence;
}

/** Reads the page that a task refers to, with the request's templates filled in. */
export async function readPage(source: SourceConnector, task: PageTask, call: Call): Promise<PageRead> {
  const { method } = task.source;
  const page = await source.readPage({ method, request: requestOf(task), page: task.page }, call);
  return {
    rows: page.rows.filter((row) => isWithin(row, task.changed)),
    seen: pageSeen(page, task.page),
  };
}

/** A row without a readable time may belong to the window: it is not passed over. */
function isWithin({ row }: SourceRow, changed: PageTask['changed']): boolean {
  if (!row || !changed) return true;
  const { fields, from, to } = changed.within;
  return readOr(
    () => {
      const time = fields.map((field) => row[field]).find((value) => typeof value === 'string');
      return time !== undefined && time >= from && time <= to;
    },
    () => true,
  );
}

/** Business parameters of a task's page. */
export function requestOf(task: Omit<PageTask, 'scheme' | 'target' | 'batchSize'>): Request {
  const { number, size } = task.page;
  const page = { PAGINATION_START_PAGE: number, PAGINATION_PAGE_SIZE: size };
  const { changed } = task;
  const changes = changed && {
    'CHANGED_FROM|datetime': shanghaiTime(Date.parse(changed.since)),
    'CHANGED_TO|datetime': shanghaiTime(Date.parse(changed.until)),
  };
  const values = { ...page, ...task.values, ...changes, ...parameterValues(task.parameters) };
  return Object.fromEntries(
    Object.entries(task.source.request).map(([name, template]) => [name, renderTemplate(template, values)]),
  );
}

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
 * Maps a page's rows; a row that does not fit or cannot be mapped is refused alone. Of two rows of one record the later
 * counts; of two records with one key, as far as the source tells them apart, the first, and the other is refused.
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
    if (isTooLong(key)) {
      rejected.push({ key: shortKey(key), ...tooLong(key) });
      continue;
    }
    const outcome = mapRow(mapping, source, settings);
    if ('document' in outcome) mapped.push({ key, ...outcome });
    else rejected.push({ key, ...outcome });
  }
  return { mapped, rejected, skipped: rows.length - newest.size - taken.length };
}

interface ByKey {
  /** The newest row of each key. */
  readonly newest: ReadonlyMap<string, SourceRow>;
  /** Records whose key another one has. */
  readonly taken: readonly FailedRecord[];
}

function byKey(rows: readonly SourceRow[]): ByKey {
  const newest = new Map<string, SourceRow>();
  const taken = new Map<string, FailedRecord>();
  for (const [index, row] of rows.entries()) {
    if (row.isCopy) continue;
    const key = row.key ?? rowNumber(index);
    const first = newest.get(key);
    if (first?.record === undefined || row.record === undefined || first.record === row.record)
      newest.set(key, row);
    else
      taken.set(
        `${key}\n${row.record}`,
        keyTaken(isTooLong(key) ? shortKey(key) : key, row.record, first.record),
      );
  }
  return { newest, taken: [...taken.values()] };
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

/** What a row without a key goes by, within its page. */
function rowNumber(index: number): string {
  return `row ${index + 1}`;
}

/** Whether a key is such a name: it says nothing about the record once the page has moved. */
export function isRowNumber(key: string): boolean {
  return /^row \d+$/.test(key);
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

/** What a page says of its list: counts and short digests of its keys, which the history holds instead of them. */
export function pageSeen(
  { rows, hasNext, total, pageCount, cursor }: SourcePage,
  { number, size }: PageRef,
): PageEvidence {
  const keys = rows.flatMap(({ key }) => (key === undefined ? [] : [key]));
  const level = levelFor(Math.max(total ?? 0, number * size));
  const digests = [...new Set(keys.map(digestOf))].filter((digest) => rankOf(digest) >= level);
  return {
    rows: rows.length,
    hasNext,
    ...(total === undefined ? {} : { total }),
    ...(pageCount === undefined ? {} : { pageCount }),
    ...(cursor === undefined ? {} : { cursor }),
    ...(keys.length === 0 ? {} : { fingerprint: digestOf(keys.join('\n')) }),
    keys: digests.join(''),
    ...(level === 0 ? {} : { level }),
  };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, DIGEST_LENGTH);
}

/**
 * Reads a page as {@link readPage} does. Where a page beyond the first fails again and again, the first page of its list is asked
 * for: if that answers, the page lies too deep, and its window has to be cut; if it does not, the platform is down.
 * @throws also ApplicationFailure `DeepPage`, which is not retried
 */
export async function readPageOrCut(source: SourceConnector, task: PageTask, call: Call): Promise<PageRead> {
  try {
    return await readPage(source, task, call);
  } catch (error) {
    const isSuspect = error instanceof Unavailable && activityInfo().attempt >= DEEP_PAGE_ATTEMPTS;
    if (!isSuspect || !(await isTooDeep(source, task, call))) throw error;
    const { number } = task.page;
    throw ApplicationFailure.nonRetryable(`page ${number} does not answer, and page 1 does`, 'DeepPage');
  }
}

/** Whether a page that failed lies too deep: its window can be cut, and the first page of it answers. */
export async function isTooDeep(source: SourceConnector, task: PageTask, call: Call): Promise<boolean> {
  if (task.mayBeDeep !== true) return false;
  try {
    await readPage(source, { ...task, page: { number: 1, size: task.page.size } }, call);
    return true;
  } catch (error) {
    if (error instanceof Unavailable) return false;
    throw error;
  }
}
