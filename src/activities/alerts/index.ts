import { cancellationSignal, Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { AlertReport, Delivery, AlertActivities, WatchTask } from '../../contract/alerts';
import type { AlertDeps } from '../deps';
import { report, withPages } from './report';
import { send } from './send';
import { watch } from './watch';

/** The activities of alerts, on the given channels. */
export function createAlertActivities(deps: AlertDeps): AlertActivities {
  return {
    reportAlert: (given: AlertReport) => report(deps, given),

    async watchSchedules(task: WatchTask) {
      const { client, info } = Context.current();
      const schedules = await deps.schedulesOf(client);
      const { marks, reports } = await watch(client, schedules, task, deps.pauseFailing);
      return { marks, reports: reports.map((report) => withPages(deps, info.namespace, report)) };
    },

    async sendAlert({ channel, notifications }: Delivery): Promise<void> {
      const settings = deps.settings.channels[channel];
      // A worker with a newer configuration may have it; a removed one is given up like any other.
      if (!settings) throw ApplicationFailure.retryable(`there is no channel ${channel}`, 'Misconfigured');
      await send(settings, notifications, cancellationSignal());
    },
  };
}
