import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  log,
  setCurrentDetails,
} from '@temporalio/workflow';
import { inert } from '../../contract/visible';
import type { Delivery } from '../../contract/alerts';
import { assertStartInput, type Wanted } from '../inputs';
import { alertActivities } from './activities';
import { DELIVERY_RETRY } from '../../contract/policies';

const HOUR = 3_600_000;

const WANTED: Wanted = { channel: 'text', notifications: 'list', giveUpHours: 'number' };

/**
 * Brings one message to one channel: tried again after 2 s, 6 s, 18 s … at most half an hour, then given up. A delivery
 * that is given up is a failed workflow, so that a channel that nobody hears of is seen in the run list.
 * @throws ApplicationFailure `Undelivered`
 */
export async function deliverAlert(delivery: Delivery): Promise<void> {
  assertStartInput('deliverAlert', delivery, WANTED, 'try a channel with jinqiao alerts test');
  const { channel, notifications, giveUpHours } = delivery;
  const { sendAlert } = alertActivities({
    scheduleToCloseTimeout: giveUpHours * HOUR,
    retry: DELIVERY_RETRY,
  });
  const summary = notifications.map(({ state, kind, scheme }) => `${state} ${kind} ${scheme}`).join(', ');
  setCurrentDetails(`**${channel}** · ${summary}`);
  try {
    await sendAlert.executeWithOptions({ summary: summary.slice(0, 200) }, [delivery]);
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    const message = `alert channel ${channel} could not be reached for ${giveUpHours} hours: ${error.cause?.message ?? error.message}`;
    log.error(message);
    setCurrentDetails(`**${channel}** · ❌ ${inert(message)}\n\n${summary}`);
    throw ApplicationFailure.nonRetryable(message, 'Undelivered');
  }
}
