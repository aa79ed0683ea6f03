import type { Measured } from '../lab/site';

/** How a section is measured. */
export interface Measurement {
  /** Rounds of what is measured several times. */
  readonly rounds: number;
  /** Fewer cells and rows, to see that everything works. */
  readonly short: boolean;
  /** Of a plain script beside the scheme: calls of this latency alone. */
  readonly latency?: number | undefined;
  /** Of a plain script beside the scheme: this scheme alone. */
  readonly scheme?: Measured | undefined;
  /** Hears what is measured now. */
  readonly note: (line: string) => void;
}
