import { Random } from './random';

/** Seed of this run: `--seed` of `npm run test:faults`; a fixed one without it. */
export const seed = Number(process.env.JINQIAO_FAULTS_SEED ?? 1);

/** Whether this is the long form: every boundary instead of a sample, and a long storm. */
export const isLong = process.env.JINQIAO_FAULTS_LONG === '1';

/** Rounds of the storm. */
export const rounds = Number(process.env.JINQIAO_FAULTS_ROUNDS ?? (isLong ? 200 : 2));

/** All of a list in the long form; in the short form so many of it, chosen by the seed. */
export function sampled<T>(list: readonly T[], count: number, label: string): readonly T[] {
  return isLong ? list : new Random(seed, label).sample(list, count);
}

/** Does a part of a test; what fails in it tells which part it was and how to repeat it. */
export async function part<T>(name: string, work: () => Promise<T>, ownSeed = seed): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = error as Error;
    failure.message = `${name} (--seed ${ownSeed}): ${failure.message}`;
    throw failure;
  }
}
