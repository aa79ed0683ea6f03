import type { Request, SourceConnector, SourceRow, Call } from '../../connectors/connector';
import { ProtocolViolation } from '../../connectors/errors';
import { forwards } from '../../contract/listReading';
import { shanghaiMoment, shanghaiTime } from '../../contract/time';
import { type ActivityDeps, find } from '../deps';
import { pageEvidence, requestOf } from '../page/read';
import type { PageTask } from '../tasks';

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
    list.returned(number, pageEvidence(answer, page));
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

const FROM = 'WINDOW_FROM|datetime';
const TO = 'WINDOW_TO|datetime';
const NOW = 'CURRENT_TIME|datetime';

/**
 * Reads a record again by its key: in the window in which it was found and, where it is not there, in one of the same
 * length that ends now, since a corrected row has a new time of modification.
 * @returns its rows, the newest last; empty when the source does not hold it any more
 */
export async function readAgain(
  deps: ActivityDeps,
  page: PageTask,
  key: string,
  call: Call,
): Promise<readonly SourceRow[]> {
  const source = find(deps.sources, page.source.connection, 'source connection');
  const rows = await readRecord(source, page, key, call);
  const later = rows.length > 0 ? undefined : movedToNow(page, Date.now());
  return later ? readRecord(source, later, key, call) : rows;
}

/**
 * A page in a window of the same length that ends now; undefined where the request names no end.
 * @param now milliseconds since 1970
 */
export function movedToNow(page: PageTask, now: number): PageTask | undefined {
  const { values, changed } = page;
  if (changed) {
    const length = Date.parse(changed.until) - Date.parse(changed.since);
    return { ...page, changed: { ...changed, since: iso(now - length), until: iso(now) } };
  }
  const [from, to] = [values[FROM], values[TO]];
  const end = shanghaiTime(now);
  if (from !== undefined && to !== undefined) {
    const length = shanghaiMoment(to) - shanghaiMoment(from);
    return { ...page, values: { ...values, [FROM]: shanghaiTime(now - length), [TO]: end } };
  }
  return values[NOW] === undefined ? undefined : { ...page, values: { ...values, [NOW]: end } };
}

function iso(moment: number): string {
  return new Date(moment).toISOString();
}
