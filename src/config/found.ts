import type { ConfigFault, FaultReason } from './faults';
import type { ValuePath } from './references';

/** Faults that are kept: nobody reads more, and a file that is none of ours may have hundreds of thousands. */
const MOST_KEPT = 50;

/** The faults of one file as they are found. */
export class FoundFaults {
  private readonly kept: { readonly at: ValuePath; readonly reason: FaultReason }[] = [];
  private readonly places = new Set<string>();
  /** Faults beyond those that are kept. */
  further = 0;

  /** Notes a fault. */
  readonly report = (at: ValuePath, reason: FaultReason): void => {
    if (this.kept.length >= MOST_KEPT) this.further += 1;
    else this.kept.push({ at, reason });
    this.places.add(at.join('.'));
  };

  /** Notes a fault unless there is one at its place: a reference that failed also leaves a gap in the shape. */
  readonly reportOnce = (at: ValuePath, reason: FaultReason): void => {
    if (!this.places.has(at.join('.'))) this.report(at, reason);
  };

  /** All of them with their lines, the first line first. */
  inFileOrder(lineOf: (at: ValuePath) => number | undefined): ConfigFault[] {
    return this.kept
      .map(({ at, reason }) => ({ path: at.join('.'), line: lineOf(at), reason }))
      .sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  }
}
