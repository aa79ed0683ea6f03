/** What the engine asks of its activities, and what comes back. */
import type { Plan, RunContext, FailingRun, RunInput } from './run';
import type { PageReference, PageSynced, AuditTask, PageAudited } from './page';
import type { OpenRepairs, RepairsOpened, WakeRepairs } from './repair';

/** The activities that the engine calls. */
export interface EngineActivities {
  /** Resolves a scheme's connections, parameters, sizes and window. @throws Misconfigured with every fault of the input */
  planRun(scheme: string, input: RunInput, facts: RunContext): Promise<Plan>;
  /** Pages of a list, as its first page counts them; 0 where the platform does not count. Writes nothing. */
  countPages(task: PageReference): Promise<number>;
  /**
   * Reads one page, maps it, looks its documents up and saves the absent ones. Safe to repeat.
   * @throws ApplicationFailure `DeepPage`, not retried, where page after page fails so deep and the first one answers
   */
  syncPage(task: PageReference): Promise<PageSynced>;
  /** Submits and audits what is not final yet and verifies it. Safe to repeat. */
  auditPage(task: AuditTask): Promise<PageAudited>;
  /** Gives each refused record of a page a repair, or its open repair the new reason. Calls no platform. Safe to repeat. */
  openRepairs(task: OpenRepairs): Promise<RepairsOpened>;
  /** Tells the open repairs of a scheme that a run has ended. Calls no platform. @returns repairs told */
  wakeRepairs(task: WakeRepairs): Promise<number>;
  /** Counts a failing run to its Schedule, and pauses that after too many. Calls no platform. Safe to repeat. */
  countFailure(run: FailingRun): Promise<void>;
}
