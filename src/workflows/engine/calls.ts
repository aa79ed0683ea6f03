import type { SchemeTable } from '../../contract/scheme';
import {
  type PageAudited,
  type PageSynced,
  type PageReference,
  type PageOfRun,
  pageName,
} from '../../contract/page';
import type { Plan } from '../../contract/run';
import { CancellationScope } from '@temporalio/workflow';
import type { Steps } from './steps';
import type { Stop } from './stop';
import { auditTask } from './task';
import { LAST_AUDIT } from '../../contract/policies';

const NOTHING_TO_AUDIT: PageAudited = { created: 0, unchanged: 0, audited: 0, rejected: [], inDoubt: [] };

/** The activities of a run's pages, each with the line that the Temporal UI shows of it. */
export class Calls {
  constructor(
    private readonly table: SchemeTable,
    private readonly steps: Steps,
    private readonly stop: Stop,
  ) {}

  count(plan: Plan, task: PageReference, { slice }: Pick<PageOfRun, 'slice'>): Promise<number> {
    const summary = slice === undefined ? 'count pages' : `${slice} · count pages`;
    return this.steps.countPages(plan).executeWithOptions({ summary }, [task]);
  }

  move(plan: Plan, task: PageReference, at: PageOfRun): Promise<PageSynced> {
    return this.steps.syncPage(plan).executeWithOptions({ summary: pageName(at) }, [task]);
  }

  async audit(plan: Plan, moved: PageSynced, at: PageOfRun): Promise<PageAudited> {
    const { written, pending } = moved;
    const [saved, found] = [written.count, pending.count];
    if (saved + found === 0) return NOTHING_TO_AUDIT;
    const task = auditTask(this.table, plan, moved);
    const summary = `${pageName(at)} · ${saved} saved, ${found} found unaudited`;
    const audit = this.steps.auditPage(plan);
    if (!this.stop.isForced) return audit.executeWithOptions({ summary }, [task]);
    return CancellationScope.nonCancellable(() =>
      audit.executeWithOptions({ summary, scheduleToCloseTimeout: LAST_AUDIT }, [task]),
    );
  }
}
