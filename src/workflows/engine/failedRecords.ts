import type { Bilingual } from '../../contract/bilingual';
import type { SchemeTable } from '../../contract/scheme';
import { type PageReference, type FailedRecord, type PageOfRun, pageName } from '../../contract/page';
import type { Plan, PauseAt } from '../../contract/run';
import { log, workflowInfo } from '@temporalio/workflow';
import type { RepairsOpened } from '../../contract/repair';
import type { Counted, RunCounts } from './counts';
import { activityFailure, type SchemeActivities } from './activities';
import { WAKE_DEADLINE } from '../../contract/policies';

/** A page that is counted. */
export interface CountedPage extends Counted {
  readonly at: PageOfRun;
  readonly task: PageReference;
}

/** What a run does about failed records beyond counting them: repairs, and a pause when there are too many. */
export class FailedRecords {
  private readonly thresholds: Thresholds;

  constructor(
    private readonly table: SchemeTable,
    private readonly activities: SchemeActivities,
    private readonly counts: RunCounts,
    from?: ThresholdsSnapshot,
  ) {
    this.thresholds = new Thresholds(from);
  }

  /**
   * Opens repairs for the failed records of a page, and counts what a person has discarded as skipped.
   * @returns why the run should pause; undefined when it may go on
   */
  async pageCounted(plan: Plan, page: CountedPage): Promise<Bilingual | undefined> {
    const { synced, audited } = page;
    const inDoubt = [...synced.inDoubt, ...audited.inDoubt];
    const rejected = [...synced.rejected, ...audited.rejected];
    let counted = rejected.length + inDoubt.length;
    if (plan.repairs && counted > 0) {
      const { known, discarded } = await this.open(page, rejected, inDoubt);
      this.counts.skip(page.at, discarded);
      counted -= known + discarded.length;
    }
    return this.thresholds.count(plan.pauseAt, synced.read, counted);
  }

  /**
   * Records whose documents the target has numbered otherwise get repairs, whatever is configured: by these the next runs
   * know that nothing may be saved, since no look-up finds such documents.
   * @throws the error given, in any case
   */
  async pageFailed(page: Pick<CountedPage, 'at' | 'task'>, error: unknown): Promise<never> {
    const changed = otherNumbersOf(error);
    if (changed.length > 0) await this.open(page, changed, []);
    throw error;
  }

  /** Tells the open repairs that the run has ended. It has ended well whether they hear of it or not. */
  async wake(plan: Plan, startedAt: string): Promise<void> {
    const run = {
      ...runOf(),
      startedAt,
      parameters: plan.parameters,
      readAll: plan.window === undefined,
    };
    const options = { scheduleToCloseTimeout: WAKE_DEADLINE, summary: 'open repairs' };
    await this.activities.wakeRepairs
      .executeWithOptions(options, [{ scheme: this.table.name, run }])
      .catch((error: unknown) => log.warn('the open repairs could not be told of the run', { error }));
  }

  /** Counts anew: a person has looked. */
  rearm(): void {
    this.thresholds.rearm();
  }

  snapshot(): ThresholdsSnapshot {
    return this.thresholds.snapshot();
  }

  private open(
    { at, task: { digest: _digest, ...page } }: Pick<CountedPage, 'at' | 'task'>,
    rejected: readonly FailedRecord[],
    inDoubt: readonly string[],
  ): Promise<RepairsOpened> {
    const occurrence = { ...runOf(), ...at, at: new Date().toISOString() };
    const summary = `${pageName(at)} · ${rejected.length} rejected, ${inDoubt.length} in doubt`;
    return this.activities.openRepairs.executeWithOptions({ summary }, [
      { page, occurrence, rejected, inDoubt },
    ]);
  }
}

/** A run under the id of its first execution: it stays one run when it continues as new. */
function runOf() {
  const { workflowId, firstExecutionRunId } = workflowInfo();
  return { workflowId, runId: firstExecutionRunId };
}

/** Records from which on a share says something: two bad rows of three are no reason to stop. */
const SHARE_FROM = 50;

/** Counters since the start or the last `resume`, as they are carried from one execution to the next. */
export interface ThresholdsSnapshot {
  readonly read: number;
  readonly refused: number;
  readonly consecutive: number;
}

const NOTHING: ThresholdsSnapshot = { read: 0, refused: 0, consecutive: 0 };

/** Says when so much is refused that a person should look before the run goes on. */
export class Thresholds {
  private counters: ThresholdsSnapshot;

  constructor(from: ThresholdsSnapshot = NOTHING) {
    this.counters = from;
  }

  /**
   * Counts a page.
   * @param refused records of the page that count
   * @returns why the run should pause; undefined when it may go on
   */
  count(limits: PauseAt, read: number, refused: number): Bilingual | undefined {
    const { counters } = this;
    // Pages end in any order, and a page does not say in which order its records were refused: whole pages count.
    const consecutive = refused < read ? 0 : counters.consecutive + refused;
    this.counters = { read: counters.read + read, refused: counters.refused + refused, consecutive };
    return refused > 0 ? this.reached(limits) : undefined;
  }

  /** Counts anew. */
  rearm(): void {
    this.counters = NOTHING;
  }

  snapshot(): ThresholdsSnapshot {
    return this.counters;
  }

  private reached({ rejected, share, consecutive }: PauseAt): Bilingual | undefined {
    const { counters } = this;
    const part = counters.refused / counters.read;
    if (consecutive > 0 && counters.consecutive >= consecutive)
      return because(
        `the last ${counters.consecutive} records were all refused`,
        `连续 ${counters.consecutive} 条被拒绝`,
      );
    if (rejected > 0 && counters.refused >= rejected)
      return because(`${counters.refused} records were refused`, `${counters.refused} 条记录被拒绝`);
    if (share > 0 && counters.read >= SHARE_FROM && part >= share) {
      const percent = `${Math.round(part * 100)} %`;
      return because(
        `${percent} of ${counters.read} records were refused`,
        `${counters.read} 条中 ${percent} 被拒绝`,
      );
    }
    return undefined;
  }
}

function because(en: string, zh: string): Bilingual {
  return { en: `${en}: look at the reasons, then send resume`, zh: `${zh}：请先查看原因，再发送 resume` };
}

/** Records of a failed activity whose documents the target has numbered otherwise; none of other failures. */
export function otherNumbersOf(error: unknown): readonly FailedRecord[] {
  const [details] = (activityFailure(error)?.details ?? []) as {
    readonly changed?: readonly FailedRecord[];
  }[];
  return details?.changed ?? [];
}
