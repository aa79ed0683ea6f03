import type { ScheduleDescription } from '@temporalio/client';
import type { ScheduleChange } from '../../temporal/schedules/difference';
import { pauseReason } from '../../temporal/schedules/pauseFailing';
import { cronOf } from '../../temporal/schedules/store';
import { table } from '../terminal/output';
import { localize, messages } from '../../messages';

/** A Schedule as `jinqiao schedules list` shows it. */
export interface ScheduleRow {
  readonly id: string;
  readonly cron: readonly string[];
  readonly timeZone: string;
  readonly paused: boolean;
  /** Why it is paused. */
  readonly note?: string;
  /** The next time, ISO; absent while it is paused. */
  readonly next?: string;
  /** Id of the run under way. */
  readonly running?: string;
  /** When the last run began, ISO. */
  readonly last?: string;
  readonly runs: number;
  /** Times left out, since the run before was under way. */
  readonly skipped: number;
  /** Times that were missed for longer than the catch-up time. */
  readonly missed: number;
}

/** What Temporal knows of a Schedule, for people. */
export function scheduleRow(description: ScheduleDescription): ScheduleRow {
  const { scheduleId: id, spec, state, info } = description;
  const [next] = info.nextActionTimes;
  const [running] = info.runningActions;
  const last = info.recentActions.at(-1);
  return {
    id,
    cron: cronOf(description),
    timeZone: spec.timezone ?? '',
    paused: state.paused,
    ...(state.paused && state.note ? { note: state.note } : {}),
    ...(state.paused || !next ? {} : { next: next.toISOString() }),
    ...(running ? { running: running.workflow.workflowId } : {}),
    ...(last ? { last: last.takenAt.toISOString() } : {}),
    runs: info.numActionsTaken,
    skipped: info.numActionsSkippedOverlap,
    missed: info.numActionsMissedCatchupWindow,
  };
}

/** A row a Schedule. */
export function schedulesTable(rows: readonly ScheduleRow[]): string {
  const texts = messages().schedules;
  return table(
    [
      texts.schedule,
      'cron',
      texts.zone,
      texts.next,
      texts.last,
      texts.runs,
      texts.skipped,
      texts.missed,
      texts.state,
    ],
    rows.map((row) => [
      row.id,
      row.cron.join(' | '),
      row.timeZone,
      row.next ?? '',
      row.last ?? '',
      row.runs,
      row.skipped,
      row.missed,
      stateOf(row),
    ]),
  );
}

function stateOf({ paused, note, running }: ScheduleRow): string {
  const { state } = messages();
  if (paused) return note ? `${state.paused}: ${localize(pauseReason(note)) || note}` : state.paused;
  return running ? state.running : state.waiting;
}

/** A row a difference. */
export function changesTable(changes: readonly ScheduleChange[]): string {
  const rows = changes.flatMap(({ id, kind, fields }) =>
    fields.length === 0
      ? [[id, messages().schedules.kind[kind], '', '', '']]
      : fields.map(({ name, held = '', wanted = '' }, index) => [
          index === 0 ? id : '',
          index === 0 ? messages().schedules.kind[kind] : '',
          name,
          held,
          wanted,
        ]),
  );
  const texts = messages().schedules;
  return table([texts.schedule, texts.what, texts.member, texts.held, texts.wanted], rows);
}
