import { condition, isCancellation, sleep } from '@temporalio/workflow';
import type { Bilingual } from '../../contract/bilingual';
import { SIGNAL_NOTICE_INTERVAL } from '../../contract/policies';
import type { Notices } from '../inputs';

/** Whether a run stands still, as its continuation takes it over. */
export interface PauseSnapshot {
  readonly paused: boolean;
  /** Why it paused by itself; absent where a person paused it. */
  readonly pausedBecause?: Bilingual;
}

/** What is done about pauses and notices. */
export interface PauseListener {
  isOver(): boolean;
  /** Something was sent that came to nothing. */
  noticed(): void;
  paused(isPaused: boolean): void;
  failed(error: unknown): void;
}

/** Whether a run stands still, and why. */
export class Pause {
  private paused: boolean;
  private because: Bilingual | undefined;

  constructor({ paused, pausedBecause }: PauseSnapshot = { paused: false }) {
    this.paused = paused;
    this.because = pausedBecause;
  }

  get isPaused(): boolean {
    return this.paused;
  }

  /** @param because why the run pauses by itself */
  set(paused: boolean, because?: Bilingual): void {
    this.paused = paused;
    this.because = because;
  }

  /** The reason belongs to a run that goes on: one that has ended waits for nobody. */
  forgetReason(): void {
    this.because = undefined;
  }

  /** Why the run paused by itself, as answers and continuations have it. */
  reason(): Pick<PauseSnapshot, 'pausedBecause'> {
    return this.because === undefined ? {} : { pausedBecause: this.because };
  }

  snapshot(): PauseSnapshot {
    return { paused: this.paused, ...this.reason() };
  }

  /** Signals may come by the thousand: pauses and notices are handled once a second at most, until the run is over. */
  watch(notices: Notices, listener: PauseListener): void {
    void this.listen(notices, listener).catch((error: unknown) => {
      // A cancel of the run ends the watch too.
      if (!isCancellation(error)) listener.failed(error);
    });
  }

  private async listen(notices: Notices, listener: PauseListener): Promise<void> {
    let [known, noted] = [this.paused, notices.count];
    for (;;) {
      await condition(() => this.paused !== known || notices.count !== noted);
      if (listener.isOver()) return;
      const { paused } = this;
      if (paused === known) listener.noticed();
      else listener.paused(paused);
      [known, noted] = [paused, notices.count];
      await sleep(SIGNAL_NOTICE_INTERVAL);
    }
  }
}
