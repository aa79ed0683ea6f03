import { isLong, part, rounds, seed } from './support/form';
import { stormOf } from './support/storm';

describe('a storm of faults and kills', () => {
  const seeds = Array.from({ length: rounds }, (_, round) => seed + round);
  it.concurrent.each(seeds)(
    'of seed %i: the run ends as if nothing had happened, or says why and the next one mends it',
    (round) => part('storm', () => stormOf(round), round),
    isLong ? 300_000 : 180_000,
  );
});
