import { SourceBench } from './source-bench';
import { readsInTime, rowsThemselves, unansweredReads } from './source-faults';
import { movingPages, pages } from './source-paging';
import { records } from './source-records';
import type { SourceSubject } from './subject';

/** What every source must do, whatever its platform: one description of tests for one subject. */
export function sourceConformance(subject: SourceSubject): void {
  describe(subject.name, () => {
    const site = new SourceBench(subject);
    site.manage();
    describe('pages', () => pages(site));
    describe('pages that move', () => movingPages(site));
    describe('one record', () => records(site));
    describe('calls that fail', () => unansweredReads(site));
    describe('sessions, clocks and names', () => readsInTime(site));
    describe('rows', () => rowsThemselves(site));
  });
}
