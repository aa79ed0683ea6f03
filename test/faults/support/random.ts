import { createHash } from 'node:crypto';
import { unsafeUniformIntDistribution, xoroshiro128plus } from 'pure-rand';

/** Draws that nothing but a seed and a label decide: the same on every machine and every run. */
export class Random {
  private readonly generator;

  /** @param label keeps the draws of one purpose apart from those of another under the same seed */
  constructor(seed: number, label = '') {
    this.generator = xoroshiro128plus(createHash('sha256').update(`${seed}:${label}`).digest().readInt32BE());
  }

  /** A whole number, both ends included. */
  int(min: number, max: number): number {
    return unsafeUniformIntDistribution(min, max, this.generator);
  }

  /** Whether something happens that happens in this part of all cases, 0 to 1. */
  chance(share: number): boolean {
    return this.int(1, 1_000_000) <= share * 1_000_000;
  }

  /** One of the list. */
  pick<T>(list: readonly T[]): T {
    return list[this.int(0, list.length - 1)] as T;
  }

  /** So many of the list, or all of a shorter one, each once and in the list's order. */
  sample<T>(list: readonly T[], count: number): T[] {
    const left = list.map((_, index) => index);
    while (left.length > count) left.splice(this.int(0, left.length - 1), 1);
    return left.map((index) => list[index] as T);
  }
}
