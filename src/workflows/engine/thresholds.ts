import type { Bilingual } from '../../contract/bilingual';
import type { PauseAt } from '../../contract/run';

/** Records from which on a share says something: two bad rows of three are no reason to stop. */
const SHARE_FROM = 50;

/** Counters since the start or the last `resume`, as they are carried from one execution to the next. */
export interface ThresholdsSnapshot {
  readonly read: number;
  readonly refused: number;
  readonly consecutive: number;
}

const NOTHING: ThresholdsSnapshot = { read: 0, refused: 0, consecutive: 0 };

/** Says when so much is refused that a person should look before the run goes on. */
export class Thresholds {
  private counters: ThresholdsSnapshot;

  constructor(from: ThresholdsSnapshot = NOTHING) {
    this.counters = from;
  }

  /**
   * Counts a page.
   * @param refused records of the page that count
   * @returns why the run should pause; undefined when it may go on
   */
  count(limits: PauseAt, read: number, refused: number): Bilingual | undefined {
    const { counters } = this;
    // Pages end in any order, and a page does not say in which order its records were refused: whole pages count.
    const consecutive = refused < read ? 0 : counters.consecutive + refused;
    this.counters = { read: counters.read + read, refused: counters.refused + refused, consecutive };
    return refused > 0 ? this.reached(limits) : undefined;
  }

  /** Counts anew. */
  rearm(): void {
    this.counters = NOTHING;
  }

  snapshot(): ThresholdsSnapshot {
    return this.counters;
  }

  private reached({ rejected, share, consecutive }: PauseAt): Bilingual | undefined {
    const { counters } = this;
    const part = counters.refused / counters.read;
    if (consecutive > 0 && counters.consecutive >= consecutive)
      return because(
        `the last ${counters.consecutive} records were all refused`,
        `连续 ${counters.consecutive} 条被拒绝`,
      );
    if (rejected > 0 && counters.refused >= rejected)
      return because(`${counters.refused} records were refused`, `${counters.refused} 条记录被拒绝`);
    if (share > 0 && counters.read >= SHARE_FROM && part >= share) {
      const percent = `${Math.round(part * 100)} %`;
      return because(
        `${percent} of ${counters.read} records were refused`,
        `${counters.read} 条中 ${percent} 被拒绝`,
      );
    }
    return undefined;
  }
}

function because(en: string, zh: string): Bilingual {
  return { en: `${en}: look at the reasons, then send resume`, zh: `${zh}：请先查看原因，再发送 resume` };
}
