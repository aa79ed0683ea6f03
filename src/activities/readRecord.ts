import type { Call } from '../connectors/call';
import type { PageTask } from './tasks';
import type { Request, SourceConnector, SourceRow } from '../connectors/connector';
import { ProtocolViolation } from '../connectors/errors';
import { forwards } from '../contract/listReading';
import { pageSeen } from './pageSeen';
import { requestOf } from './readPage';

/** Pages after which a list that is searched for one record is given up: more would load the account for nothing. */
const MOST_PAGES = 200;

/**
 * Reads one record again: by its key where the source can be asked so, otherwise by reading the task's list from its
 * first page on until the record comes.
 * @returns the record's rows, the newest last; empty when the source does not hold it (any more) in the task's selection
 * @throws as `SourceConnector.readPage`; also ProtocolViolation where the list does not page on, so that nobody can tell
 */
export async function readRecord(
  source: SourceConnector,
  task: PageTask,
  key: string,
  call: Call,
): Promise<readonly SourceRow[]> {
  const { method } = task.source;
  const list = forwards({ paging: source.pagingOf(method), pageSize: task.page.size });
  for (let asked = 0; asked < MOST_PAGES && list.goesOn(); asked += 1) {
    const { cursor } = list;
    const number = list.take();
    const page = { number, size: task.page.size, ...(cursor === undefined ? {} : { after: cursor }) };
    const request: Request = requestOf({ ...task, page });
    const query = { method, request: source.byKey(method, request, key) ?? request, page };
    const answer = await source.readPage(query, call);
    const found = answer.rows.filter((row) => row.key === key);
    if (found.length > 0) return found;
    list.returned(number, pageSeen(answer, page));
  }
  // A count that changes meanwhile is no sign against the record's absence: the list is read as it is now.
  const { contradiction } = list;
  if (contradiction && contradiction.kind !== 'changed')
    throw new ProtocolViolation(
      'the list contradicts itself, so a record that was not seen in it may be there',
      { platform: source.platform, operation: method },
      JSON.stringify(contradiction),
    );
  return [];
}
