import type { Call } from '../../connectors/call';
import type { PageTask } from '../tasks';
import type { SourceRow } from '../../connectors/connector';
import { shanghaiMoment, shanghaiTime } from '../../contract/shanghai';
import type { ActivityDeps } from '../deps';
import { find } from '../find';
import { readRecord } from '../readRecord';

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
 * The same page in a window that ends now; undefined where the request names no end.
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
