import { createHash } from 'node:crypto';
import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { Request, SourceConnector, SourceRow, SourcePage, Call } from '../../connectors/connector';
import { Unavailable } from '../../connectors/errors';
import { readOr } from '../../connectors/record';
import { DIGEST_LENGTH, levelFor, rankOf } from '../../contract/keySketch';
import type { PageEvidence } from '../../contract/listEvidence';
import type { PageRef } from '../../contract/page';
import { DEEP_PAGE_ATTEMPTS } from '../../contract/policies';
import { shanghaiTime } from '../../contract/time';
import { parameterValues } from '../../mappings/apply';
import { renderTemplate } from '../../mappings/template';
import type { PageTask } from '../tasks';

/** A page: the rows that belong to the task, and what all of its rows say of the list. */
export interface PageRead {
  readonly rows: readonly SourceRow[];
  readonly evidence: PageEvidence;
}

/** Reads the page that a task refers to, with the request's templates filled in. */
export async function readPage(source: SourceConnector, task: PageTask, call: Call): Promise<PageRead> {
  const { method } = task.source;
  const page = await source.readPage({ method, request: requestOf(task), page: task.page }, call);
  return {
    rows: page.rows.filter((row) => isWithin(row, task.changed)),
    evidence: pageEvidence(page, task.page),
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

/** What a page says of its list: counts and short digests of its keys, which the history holds instead of them. */
export function pageEvidence(
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
