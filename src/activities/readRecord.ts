import type { Call, Request, SourceConnector, SourceRow } from '../connectors/connector';
import type { PageTask } from './contract';
import { requestOf } from './readPage';

/** Pages after which a list that is searched for one record is given up: more would load the account for nothing. */
const MOST_PAGES = 200;

/**
 * Reads one record again: by its key where the source can be asked so, otherwise by reading the task's list from its
 * first page on until the record comes.
 * @returns the record's rows, the newest last; empty when the source does not hold it (any more) in the task's selection
 * @throws as `SourceConnector.readPage`
 */
export async function readRecord(
  source: SourceConnector,
  task: PageTask,
  key: string,
  call: Call,
): Promise<readonly SourceRow[]> {
  const { method } = task.source;
  let after: string | undefined;
  for (let number = 1; number <= MOST_PAGES; number += 1) {
    const page = { number, size: task.page.size, ...(after === undefined ? {} : { after }) };
    const request: Request = requestOf({ ...task, page });
    const query = { method, request: source.byKey(method, request, key) ?? request, page };
    const { rows, hasNext, cursor } = await source.readPage(query, call);
    const found = rows.filter((row) => row.key === key);
    if (found.length > 0 || !hasNext) return found;
    after = cursor;
  }
  return [];
}
