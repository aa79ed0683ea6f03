/**
 * How long the program waits and how often it tries again. Every such number stands here, with its unit and its reason;
 * pauses that a platform's codes ask for stand in its table of codes.
 */
import type { Duration, RetryPolicy } from '@temporalio/common';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Intervals (ms) that begin with `first` and double up to `most`. */
export interface Backoff {
  readonly first: number;
  readonly most: number;
}

/** Interval (ms) after so many that went before: 0 gives the first. */
export function intervalOf({ first, most }: Backoff, times: number): number {
  return Math.min(first * 2 ** times, most);
}

// Activities.

/** A platform that is away is mostly back within seconds, and is never asked more than once a minute. */
export const ACTIVITY_RETRY: RetryPolicy = {
  initialInterval: '1 second',
  backoffCoefficient: 2,
  maximumInterval: '1 minute',
};

/** An activity is tried again until the platform is back; a day without it ends the run, so that a sync never stops silently. */
export const ACTIVITY_DEADLINE: Duration = '24 hours';

/** One page takes minutes at most: five hundred rows at the pace of the slowest budget. */
export const PAGE_ATTEMPT: Duration = '10 minutes';

/** A slice of a comparison has many pages, all read within one attempt. */
export const COMPARISON_ATTEMPT: Duration = '6 hours';

/** A worker that died is noticed after this long, and its activities begin again elsewhere. */
export const HEARTBEAT: Duration = '5 seconds';

/** A platform that is down for longer is asked again later, so that a discard of the record does not wait for it. */
export const REPAIR_DEADLINE: Duration = '1 hour';

/** Pages in flight go on so long after a cancel or a failure elsewhere: a dead platform must not hold up a cancel. */
export const DRAIN: Duration = '60 seconds';

/** A page that was written just before the stop has so long to be audited. */
export const LAST_AUDIT: Duration = '60 seconds';

/** Alerts and failure counts of a run are handed over within this time or given up: they must not hold up its end. */
export const REPORT_DEADLINE: Duration = '30 seconds';

/** Failed records are told of the run's end within this time or not at all: later runs tell them too. */
export const WAKE_DEADLINE: Duration = '5 minutes';

/** Notes of pauses and strange signals are shown once in this time at most: signals may come by the thousand. */
export const SIGNAL_NOTICE_INTERVAL: Duration = '1 second';

/** How often a list that contradicts itself is read again, by runs and by comparisons. */
export const LIST_REREADS = 2;

/** Seconds between two times that a run that goes on brings its counts to the run list. */
export const LIST_EVERY_SECONDS = 10;

// Inside one attempt of an activity.

/** Pauses (ms) between attempts of one read among many: half a minute for a platform to come back before all of it is repeated. */
export const READ_PAUSES_MS: readonly number[] = [1_000, 2_000, 4_000, 8_000, 16_000];

/** Longest wait (ms) for throttles within one attempt: well below `PAGE_ATTEMPT`, after which the page would begin anew. */
export const THROTTLE_WAIT_MS = 2 * MINUTE;

/** Attempts of a page before its batches shrink: two tell an outage from the one document on which the platform breaks down. */
export const WHOLE_BATCH_ATTEMPTS = 2;

/** Attempts of a page before its depth is taken for the cause. */
export const DEEP_PAGE_ATTEMPTS = 3;

/** Attempts that a refusal in unknown words is given: half a minute tells most busy platforms from a refusal that stays. */
export const UNKNOWN_REFUSAL_ATTEMPTS = 5;

/** Pauses (ms) for a person to close a document that is open in Kingdee. */
export const EDIT_LOCK_PAUSES_MS: readonly number[] = [2_000, 4_000];

/** Pauses (ms) for a query to show what was saved: Kingdee's may lag behind by seconds. */
export const QUERY_LAG_PAUSES_MS: readonly number[] = [300, 700, 1_500, 3_000];

// Failed records.

/**
 * When a repair tries again by itself, by cause. These causes end without a change of the record, since somebody or something
 * else acts. A retry costs the account a few calls, so intervals grow to a day. All others wait for a person or a later run.
 */
export const AUTO_RETRY: Readonly<Record<string, Backoff>> = {
  // Somebody has the document open, or has just saved it.
  'edit-lock': { first: MINUTE, most: HOUR },
  'stale-data': { first: MINUTE, most: HOUR },
  // Kingdee closes the books, or is busy: a matter of minutes.
  'network-conflict': { first: 5 * MINUTE, most: 4 * HOUR },
  busy: { first: 5 * MINUTE, most: 4 * HOUR },
  // The platform broke down on it, or was never reached.
  'not-sent': { first: 5 * MINUTE, most: DAY },
  unanswered: { first: 10 * MINUTE, most: DAY },
  'in-doubt': { first: 5 * MINUTE, most: DAY },
  'no-reason': { first: 30 * MINUTE, most: DAY },
  'server-exception': { first: 30 * MINUTE, most: DAY },
  'database-failure': { first: 30 * MINUTE, most: DAY },
  // Somebody lets the request through the firewall, or raises the proxy's limit.
  blocked: { first: HOUR, most: DAY },
  'too-large': { first: HOUR, most: DAY },
  gone: { first: 10 * MINUTE, most: DAY },
  // Somebody submits or audits it in the target.
  'not-submitted': { first: HOUR, most: DAY },
  'not-audited': { first: 30 * MINUTE, most: DAY },
  'wrong-state': { first: HOUR, most: DAY },
  // Somebody creates, enables or allocates the base data, finishes an initialisation, gives a right, or adds the code to
  // the table.
  'missing-base-data': { first: 30 * MINUTE, most: DAY },
  'not-initialised': { first: HOUR, most: DAY },
  'no-permission': { first: HOUR, most: DAY },
  'number-not-found': { first: 30 * MINUTE, most: DAY },
  'required-field': { first: 2 * HOUR, most: DAY },
  'unknown-code': { first: 30 * MINUTE, most: DAY },
  // Stock arrives; a period is opened again.
  interaction: { first: HOUR, most: DAY },
  'closed-period': { first: 6 * HOUR, most: DAY },
};

/** A write that no platform took was never sent, and is tried again soon. */
export const UNREACHED_RETRY: Backoff = { first: MINUTE, most: HOUR };

/** A repair looks again at ever longer intervals after runs that found nothing new about its record. */
export const CHECK_RETRY: Backoff = { first: 15 * MINUTE, most: DAY };

// Alerts.

/** One attempt to hand over an alert, or to look at the Schedules. */
export const ALERT_ATTEMPT: Duration = '1 minute';

/** A Schedule's next time (ms) that is so long past was missed: it is always one that comes. */
export const MISSED_AFTER_MS = 5 * MINUTE;

/** A look at the Schedules that takes longer is left to the next one. */
export const WATCH_DEADLINE: Duration = '2 minutes';

/** Alerts within this time become one message a channel: so there are 15 a minute at most, and chat groups take 20. */
export const ALERT_GROUP_WAIT: Duration = '4 seconds';

/** A delivery (ms) that is under way for longer was refused at least twice. */
export const DELIVERY_STUCK_MS = 30 * SECOND;

/** A webhook that is away is asked less and less often until the channel's `giveUpHours` have passed. */
export const DELIVERY_RETRY: RetryPolicy = {
  initialInterval: '2 seconds',
  backoffCoefficient: 3,
  maximumInterval: '30 minutes',
};

/** A webhook (ms) that takes longer is tried again later. */
export const WEBHOOK_TIMEOUT_MS = 10 * SECOND;

// Calls to platforms.

/** Time-outs (ms) of HTTP where a connection sets none; an exchange has half of `PAGE_ATTEMPT`, since a dripping answer has no silence. */
export const HTTP_TIMEOUTS_MS = {
  connect: 5 * SECOND,
  headers: MINUTE,
  body: MINUTE,
  total: 5 * MINUTE,
} as const;

/** Kingdee's own SDKs wait two minutes (ms) for an answer: a large BatchSave takes its time. */
export const KINGDEE_HEADERS_TIMEOUT_MS = 2 * MINUTE;

/** Pause (ms) after a throttle that names none, and the longest that `Retry-After` is believed. */
export const THROTTLE_PAUSE_MS = { unnamed: SECOND, most: 15 * MINUTE } as const;

/** Pause (ms) after a throttle of GreatOnce, which publishes no limit; a connection may set another. */
export const GREATONCE_THROTTLE_PAUSE_MS = 10 * SECOND;

/** Unanswered calls to GreatOnce in a row after which no further one is made: it is down, and each would be in doubt. */
export const GREATONCE_UNANSWERED = 2;

/**
 * Pauses (ms) for which Kingdee names no time; a connection may set others. `callLimit` after its limit of calls; `login`
 * after a refused login, since a few wrong passwords lock the account; `sessionOpening` until a signed session must serve
 * calls, for which minutes were reported.
 */
export const KINGDEE_PAUSES_MS = {
  callLimit: 30 * SECOND,
  login: MINUTE,
  sessionOpening: 5 * MINUTE,
} as const;

/** Pauses (ms) between calls with a session that is still opening. */
export const KINGDEE_OPENING_RETRY: Backoff = { first: 100, most: 2 * SECOND };

/**
 * Access tokens of Jushuitan. One whose answer names no life counts as a day's (ms): taken for ended, it would be renewed
 * before every call. It is renewed `lead` (ms) ahead of its end, a short-lived one when a tenth of its life is left; after a
 * renewal that failed the next one waits a tenth of what is left.
 */
export const TOKEN_RENEWAL = { assumedLife: DAY, lead: DAY, share: 0.1 } as const;

/**
 * Tokens or sessions refused in a row before a person must act, and the random pauses (ms) between: another process with the
 * same credentials may renew at the same moment and so end ours.
 */
export const RENEWALS = { most: 8, pause: { first: 100, most: 10 * SECOND } } as const;

// The shared call budget.

/** Server and worker have so long (ms) to answer one request for calls. */
export const LEASE_TIMEOUT_MS = 5 * SECOND;

/** Pause (ms) before a lender that did not answer is asked again. */
export const LEASE_RETRY_MS = 500;

/** How far ahead (ms) a call may be lent; so long, at most, other workers go on after one was throttled. */
export const LEASE_HORIZON_MS = SECOND;

/** Clock synchronisation is tried at most so often: the first answer may include the start of the lender. */
export const CLOCK_SYNC_ATTEMPTS = 2;

/** The whole budget is lent again this long (ms) after a throttle, had it been cut to nothing. */
export const PACE_RECOVERY_MS = 10 * MINUTE;

/** A lender that nobody asks ends after this long (ms). */
export const LENDER_IDLE_MS = 10 * MINUTE;

// The Temporal server.

/** Time (ms) to connect before a command or a worker gives up. */
export const CONNECT_TIMEOUT_MS = 5 * SECOND;

/** Time (ms) to connect to a server that a command can do without. */
export const SHARING_CONNECT_TIMEOUT_MS = SECOND;

/** Time (ms) for one answer that a person or a probe waits for. */
export const ANSWER_TIMEOUT_MS = 3 * SECOND;

/** Time (ms) that a worker has to say where its run stands. */
export const QUERY_TIMEOUT_MS = 4 * SECOND;

/** Time (ms) in which a signal shows its effect, before a command says that it was sent and no more. */
export const EFFECT_TIMEOUT_MS = 10 * SECOND;

/** Time (ms) for a sign of life: a port, a probe of readiness, the metrics of the SDK. */
export const PROBE_TIMEOUT_MS = 2 * SECOND;

/** What Temporal answered for the metrics is kept so long (ms): scrapes come every few seconds. */
export const METRICS_FRESH_MS = 30 * SECOND;

/** The slowest call may finish before a stopping worker gives its activities up. */
export const SHUTDOWN_GRACE: Duration = '90 seconds';

/**
 * Time for the worker that a run was last on to take its next task; after a crash the first task waits as long. Temporal's
 * default is 10 seconds.
 */
export const STICKY_WAIT: Duration = '1 second';

// Defaults of settings.

/** Refused records after which a run pauses: far above what a healthy run refuses, far below what a wrong credential does. */
export const PAUSE_AT = { rejected: 200, share: 0.5, consecutive: 50 } as const;

/** Failed runs in a row after which a Schedule pauses. */
export const PAUSE_AFTER_FAILURES = 3;

/** Hours without a row after which a run warns. */
export const EMPTY_AFTER_HOURS = 48;

/** Alerts: when a lasting one is notified again, when a cause is new again, when a delivery is given up, when Schedules are looked at. */
export const ALERT_DEFAULTS = {
  repeatHours: 24,
  newReasonDays: 7,
  giveUpHours: 12,
  watchMinutes: 10,
} as const;
