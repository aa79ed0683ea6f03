import type { PageTask, Plan } from '../../activities/contract';
import type { SchemeTable } from './scheme';

/** The durable reference to a page: everything that is needed to read it again, and nothing of what is in it. */
export function pageTask(table: SchemeTable, plan: Plan, number: number): PageTask {
  return {
    scheme: table.name,
    source: { connection: plan.source, method: table.source.method, request: table.source.request },
    target: { connection: plan.target, form: table.target.form, options: table.target.options },
    parameters: plan.parameters,
    page: { number, size: plan.pageSize },
    batchSize: plan.batchSize,
  };
}
