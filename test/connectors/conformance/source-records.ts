import type { PageTask } from '../../../src/activities/tasks';
import { readRecord } from '../../../src/activities/repair/readRecord';
import { call } from '../calls';
import { keysOf, type SourceBench } from './source-bench';

/** One record is found again by its key, by a query of its own or in the list. */
export function records(site: SourceBench): void {
  const read = (key: string) => {
    const { method, request } = site.subject;
    const page = { number: 1, size: 4 };
    const templates = Object.entries(request(page)).map(([name, value]) => [name, numbered(name, value)]);
    const task = {
      source: { connection: '', method, request: Object.fromEntries(templates) },
      page,
      values: {},
      parameters: {},
    };
    return readRecord(site.connect(), task as unknown as PageTask, key, call);
  };

  test.each([0, 6, 9])('the record at place %i of 10, and no other', async (at) => {
    await site.fill(10);
    const key = site.subject.key(at);
    expect(keysOf(await read(key))).toEqual([key]);
  });

  test('a record that is not there', async () => {
    await site.fill(10);
    expect(await read(site.subject.key(11))).toEqual([]);
  });
}

/** The subject's request is that of one page; read again, each page asks for its own number. */
function numbered(name: string, value: string): string {
  return /^page_(index|no)$/.test(name) ? '{{PAGINATION_START_PAGE}}' : value;
}
