import { condition } from '@temporalio/workflow';
import type { Bilingual } from '../../contract/bilingual';
import type { PageOfRun, PageReference } from '../../contract/page';
import type { Plan } from '../../contract/run';
import type { SchemeTable } from '../../contract/scheme';
import type { RunAlerts } from '../alerts/reports';
import { isHistoryLong } from '../inputs';
import { PageActivities } from './activities';
import type { RunCounts } from './counts';
import type { CountedPage, FailedRecords } from './failedRecords';
import { isDeepPage, type List } from './list';
import { Lists, type ListsSnapshot } from './lists';
import type { Pause } from './pause';
import { concurrently, countSlices, divide } from './slices';
import type { Stop } from './stop';
import type { RunView } from './view';

/** Pages of one execution, and lists whose pages are counted; then the run continues as new, so that its history stays short (about 1,000 events). */
const PAGES_PER_EXECUTION = 100;

/** Events of one execution, of which signals may be the most. */
const MOST_EVENTS = 3_000;

/** What a run has before its plan. */
export interface RunParts {
  readonly table: SchemeTable;
  readonly startedAt: string;
  readonly counts: RunCounts;
  readonly failedRecords: FailedRecords;
  readonly alerts: RunAlerts;
  readonly pause: Pause;
  readonly stop: Stop;
  readonly view: RunView;
  /** Pauses the run by itself. */
  pauseFor(because: Bilingual): void;
}

/** A run with its plan: reads its lists page by page, several at once, and counts what became of each record. */
export class PlannedRun {
  readonly lists: Lists;
  private readonly activities: PageActivities;
  private taken = 0;

  constructor(
    private readonly parts: RunParts,
    readonly plan: Plan,
    from?: ListsSnapshot,
  ) {
    const { table, startedAt, stop } = parts;
    this.activities = new PageActivities(table, plan, () => stop.isForced);
    this.lists = new Lists({ table, plan, startedAt, countPages: (...list) => this.count(...list) }, from);
  }

  /** Syncs lists at once, each to its end, until the run is stopped or this execution's history is long enough. */
  async syncLists(): Promise<void> {
    const { plan, lists } = this;
    const { failedRecords, startedAt, stop } = this.parts;
    await concurrently(divide(plan).lists, () => this.syncOneByOne());
    if (plan.repairs && countSlices(plan) > 0 && !lists.isUnfinished && !stop.reason)
      await failedRecords.wake(plan, startedAt);
  }

  private async syncOneByOne(): Promise<void> {
    const { lists } = this;
    const { pause, stop } = this.parts;
    for (;;) {
      const isReady = () => lists.isReady && !pause.isPaused;
      await condition(() => isReady() || !lists.isUnfinished || this.isHalting());
      if (!lists.isUnfinished || this.isHalting()) return;
      const list = lists.take();
      if (!list) continue;
      // Pages of other lists in flight are finished before the run ends.
      await this.syncList(list).catch((error: unknown) => stop.halt('failed', error));
      if (list.isDone) lists.close(list);
    }
  }

  /** A list to its end, in parts where its pages lie too deep, and again where it contradicts itself, so that no row is passed over. */
  private async syncList(list: List): Promise<void> {
    do {
      await list.begin();
      await concurrently(divide(this.plan).pages, () => this.syncPages(list));
    } while (!this.parts.stop.reason && list.goesOn() && !this.isHalting());
  }

  /** Takes page after page until there is none, the run is stopped, or this execution's history is long enough. */
  private async syncPages(list: List): Promise<void> {
    const isDraining = () => this.isHalting() || !list.hasMore;
    for (;;) {
      await condition(() => !this.parts.pause.isPaused || isDraining());
      if (isDraining()) return;
      await this.syncPage(list, list.take()).catch((error: unknown) => {
        if (isDeepPage(error)) list.halve();
        else this.parts.stop.halt('failed', error);
      });
    }
  }

  private async syncPage(list: List, number: number): Promise<void> {
    const { counts, failedRecords, view } = this.parts;
    list.inFlight.add(number);
    this.taken += 1;
    view.touch();
    try {
      const at = { page: number, ...list.name };
      const task = list.task(number);
      const synced = await this.activities
        .sync(task, at)
        .catch((error: unknown) => failedRecords.pageFailed({ at, task }, error));
      const audited = await this.activities.audit(synced, at);
      const counted = counts.add(at, synced, audited, list.isRepeat);
      list.returned(number, synced);
      await this.followUp({ at, task, ...counted });
    } finally {
      list.inFlight.delete(number);
      view.pageDone(this.plan);
    }
  }

  /** Failed records of a counted page become repairs; too many of them pause the run. */
  private async followUp(page: CountedPage): Promise<void> {
    const { alerts, failedRecords, pauseFor } = this.parts;
    alerts.pageCounted(this.plan, page);
    const because = await failedRecords.pageCounted(this.plan, page);
    if (because !== undefined) pauseFor(because);
  }

  private count(...asked: [PageReference, Pick<PageOfRun, 'slice'>]): Promise<number> {
    this.taken += 1;
    return this.activities.count(...asked);
  }

  private isHalting(): boolean {
    const isStopping = this.parts.stop.reason !== undefined;
    return isStopping || this.taken >= PAGES_PER_EXECUTION || isHistoryLong(MOST_EVENTS);
  }
}
