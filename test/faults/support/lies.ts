import type { Random } from './random';

/** Switches of a platform's sandbox, and their values for a while. */
export interface Switched {
  readonly platform: string;
  readonly values: Readonly<Record<string, unknown>>;
}

type Choices = Readonly<Record<string, readonly unknown[]>>;

const pageTurning = ['first', 'twice', 'sparse'];
const hasNext = ['always', 'never'];
const counts = ['zero', 'page', 'absent'];

/** In what the lists of each source may lie. */
const lists: Readonly<Record<string, Choices>> = {
  jushuitan: { pageTurning, hasNext, counts, warehouseOrder: ['unstable'] },
  qimen: { pageTurning, hasNext, counts, windowOrder: ['unstable'] },
  guanyi: {
    pageTurning,
    total: ['page', 'zero'],
    shopOrder: ['unstable'],
    totalDrift: [-3, 3],
    repeatedRows: [1, 2],
  },
  // Of a list that is read by key a page may be shorter than asked for.
  kingdee: { queryLimit: [2, 4] },
};

/** A lie about the list of a source, of one to three parts; undefined for a source that is not known. */
export function lieOf(platform: string, random: Random): Switched | undefined {
  const choices = lists[platform];
  if (!choices) return undefined;
  for (;;) {
    const values = drawnFrom(choices, random.int(1, 3), random);
    if (hasWitness(platform, values)) return { platform, values };
  }
}

/** Some of the switches, each with one of its values. */
export function drawnFrom(choices: Choices, count: number, random: Random): Switched['values'] {
  const drawn = random.sample(Object.entries(choices), count);
  return Object.fromEntries(drawn.map(([name, values]) => [name, random.pick(values)]));
}

/** Short pages that are called the last, beside no count: nobody can tell that from a short list. */
function hasWitness(platform: string, values: Switched['values']): boolean {
  if (values.pageTurning !== 'sparse') return true;
  if (platform === 'guanyi') return values.total === undefined;
  return values.counts === undefined || values.hasNext !== 'never';
}
