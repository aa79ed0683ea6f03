import { cancellationSignal, Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { Delivery } from '../../workflows/alerts/alert';
import type { AlertActivities, HandOverTask, WatchTask } from './contract';
import type { AlertDeps } from './deps';
import { report, withPages } from './handOver';
import { send } from './send';
import { watch } from './watch';

/** The activities of alerts, on the given channels. */
export function createAlertActivities(deps: AlertDeps): AlertActivities {
  return {
    reportAlert: (task: HandOverTask) => report(deps, task.taskQueue, task.report),

    async watchSchedules(task: WatchTask) {
      const { client, info } = Context.current();
      const schedules = await deps.schedulesOf(client, task.taskQueue);
      const { marks, reports } = await watch(client, schedules, task, deps.pauseFailing);
      return { marks, reports: reports.map((report) => withPages(deps, info.namespace, report)) };
    },

    async sendAlert({ channel, told }: Delivery): Promise<void> {
      const settings = deps.settings.channels[channel];
      // A worker with a newer configuration may have it; a removed one is given up like any other.
      if (!settings) throw ApplicationFailure.retryable(`there is no channel ${channel}`, 'Misconfigured');
      await send(settings, told, cancellationSignal());
    },
  };
}
