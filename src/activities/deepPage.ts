import type { Call } from '../connectors/call';
import type { PageTask } from './tasks';
import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { SourceConnector } from '../connectors/connector';
import { Unavailable } from '../connectors/errors';
import { type PageRead, readPage } from './readPage';
import { DEEP_PAGE_ATTEMPTS } from '../contract/policies';

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
