/** Clocks of two machines run apart by at most this share of the time; crystals are several times better. */
const DRIFT = 0.000_2;

/**
 * Reads another machine's clock without trusting this one's. Each exchange says that the other clock stood at a moment
 * between sending and receiving; all of them together say it better than the quickest alone.
 */
export class ForeignClock {
  /** Bounds of what is to be added to the other clock's time to get this one's. */
  private low = -Infinity;
  private high = Infinity;
  private learnedAt = 0;

  /** Milliseconds by which a moment may be misread; infinite before the first exchange. */
  get uncertaintyMs(): number {
    return this.high - this.low;
  }

  /** Takes in an exchange: sent and received by this clock, `there` by the other, which counts whole milliseconds. */
  learn(sent: number, received: number, there: number): void {
    const drift = (received - this.learnedAt) * DRIFT;
    this.learnedAt = received;
    const low = Math.max(this.low - drift, sent - there - 1);
    const high = Math.min(this.high + drift, received - there);
    // Bounds that exclude each other: one of the clocks was set. What is newer counts.
    [this.low, this.high] = low <= high ? [low, high] : [sent - there - 1, received - there];
  }

  /** The first moment here at which it is `there` or later there. */
  notBefore(there: number): number {
    return there + this.high;
  }

  /** The last moment here at which it is `there` or earlier there. */
  notAfter(there: number): number {
    return there + this.low;
  }
}
