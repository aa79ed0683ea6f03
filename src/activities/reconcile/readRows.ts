import type { Call, PageRef, SourceConnector, SourcePage, SourceRow } from '../../connectors/connector';
import { ProtocolViolation } from '../../connectors/errors';
import type { PageTask, Plan } from '../contract';
import { fingerprintOf, readPage } from '../readPage';
import { patiently } from './patiently';

type Pages = AsyncGenerator<readonly SourceRow[]>;
type ReadNumber = (page: Omit<PageRef, 'size'>) => Promise<SourcePage>;

/**
 * All rows of a task's list, page by page in the order that loses none.
 * @throws as `SourceConnector.readPage`; also ProtocolViolation where the source serves the same page again
 */
export async function* readRows(
  source: SourceConnector,
  task: PageTask,
  paging: Plan['paging'],
  call: Call,
): Pages {
  const read: ReadNumber = (page) =>
    patiently(call, () => readPage(source, { ...task, page: { ...page, size: task.page.size } }, call));
  const first = await read({ number: 1 });
  const count = paging === 'from-last' ? (first.pageCount ?? 0) : 0;
  if (count > 1) yield* fromLast(read, count);
  else yield* onwards(read, first, 1, source.platform, task.source.method);
}

/** The given page and all after it. */
async function* onwards(
  read: ReadNumber,
  begin: SourcePage,
  number: number,
  platform: string,
  operation: string,
): Pages {
  let page = begin;
  for (let next = number + 1; ; next += 1) {
    yield page.rows;
    if (!page.hasNext) return;
    const { cursor, rows } = page;
    page = await read({ number: next, ...(cursor === undefined ? {} : { after: cursor }) });
    if (page.hasNext && fingerprintOf(rows) === fingerprintOf(page.rows))
      throw new ProtocolViolation(
        `page ${next} holds the records of the page before`,
        { platform, operation },
        '',
      );
  }
}

/** What has come beyond the counted pages first, then down to the first page. */
async function* fromLast(read: ReadNumber, count: number): Pages {
  let last = await read({ number: count });
  yield last.rows;
  for (let number = count + 1; last.hasNext && last.rows.length > 0; number += 1) {
    last = await read({ number });
    yield last.rows;
  }
  for (let number = count - 1; number >= 1; number -= 1) yield (await read({ number })).rows;
}
