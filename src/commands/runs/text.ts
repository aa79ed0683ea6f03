import { exitCodes } from '../shared/exit';
import type { ListedRun } from './list';
import { messages } from '../../messages';

/** A window for people: `2026-10-01 00:00:00 … 2026-10-31 23:59:59`; empty where there is none. */
export function shownWindow(window: { readonly from: string; readonly to: string } | undefined): string {
  return window ? `${window.from || '…'} … ${window.to || '…'}` : '';
}

/** How long a run took, or goes on so far: `4.2 s`, `12 min 5 s`, `3 h 20 min`. */
export function took(
  { startedAt, finishedAt }: Pick<ListedRun, 'startedAt' | 'finishedAt'>,
  now = Date.now(),
): string {
  const end = finishedAt === undefined ? now : Date.parse(finishedAt);
  const seconds = Math.max(0, end - Date.parse(startedAt)) / 1_000;
  const texts = messages().took;
  if (seconds < 60) return texts.seconds(seconds.toFixed(1));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return texts.minutes(minutes, Math.floor(seconds % 60));
  return texts.hours(Math.floor(minutes / 60), minutes % 60);
}

/** Exit code that tells a run's state to a script; a run under way is no fault, a paused one waits for somebody. */
export const exitCodeOfState: Readonly<Record<ListedRun['state'], number>> = {
  running: exitCodes.ok,
  clean: exitCodes.ok,
  paused: exitCodes.attention,
  attention: exitCodes.attention,
  failed: exitCodes.failed,
  cancelled: exitCodes.cancelled,
};
