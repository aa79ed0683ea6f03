import { condition, isCancellation, sleep } from '@temporalio/workflow';
import type { Notices } from '../inputs';
import { SIGNAL_NOTICE_INTERVAL } from '../../contract/policies';

/** A run as its pauses are told of. */
export interface Telling {
  isPaused(): boolean;
  isOver(): boolean;
  /** Something was sent that came to nothing. */
  noticed(): void;
  changed(paused: boolean): void;
  failed(error: unknown): void;
}

/** Signals may come by the thousand: what they come to is shown and told once a second at most, until the run is over. */
export function tellPauses(notices: Notices, run: Telling): void {
  void tell(notices, run).catch((error: unknown) => {
    // A cancel of the run ends the telling too.
    if (!isCancellation(error)) run.failed(error);
  });
}

async function tell(notices: Notices, run: Telling): Promise<void> {
  let [told, noted] = [run.isPaused(), notices.count];
  for (;;) {
    await condition(() => run.isPaused() !== told || notices.count !== noted);
    if (run.isOver()) return;
    const paused = run.isPaused();
    if (paused === told) run.noticed();
    else run.changed(paused);
    [told, noted] = [paused, notices.count];
    await sleep(SIGNAL_NOTICE_INTERVAL);
  }
}
