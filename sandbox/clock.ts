/** The sandbox's clock: real time plus an offset, so that tests reach an expiry or a clock error without waiting. */
export class Clock {
  offsetSeconds = 0;

  /** Real time plus the offset. */
  now(): Date {
    return new Date(Date.now() + this.offsetSeconds * 1000);
  }
}
