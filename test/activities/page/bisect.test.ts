import type { WriteAnswer } from '../../../src/connectors/connector';
import {
  answersByItem,
  type BatchWrite,
  type WriteAttempt,
  writeBisecting,
} from '../../../src/activities/page/bisect';

interface Behaviour {
  /** Whether the platform keeps the good items of a batch with a bad one. */
  readonly keepsGood: boolean;
  /** Whether it says which item is to blame. */
  readonly blames: boolean;
  /** Whether it lists what it kept. */
  readonly listsKept: boolean;
}

function attemptOf(batch: readonly string[], answer: WriteAnswer): WriteAttempt<string, string> {
  const answers = answersByItem(batch, answer);
  return {
    done: answers.flatMap((one) => ('id' in one ? [one.id] : [])),
    open: answers.flatMap((one) => ('id' in one ? [] : [one])),
    general: answer.general,
    named: [],
  };
}

/** A platform that refuses items called bad…, and counts how often each item was written. */
function platform(behaviour: Behaviour) {
  const held: string[] = [];
  const write: BatchWrite<string, string> = {
    async attempt(batch) {
      const bad = batch.filter((item) => item.startsWith('bad'));
      const kept = bad.length === 0 || behaviour.keepsGood ? batch.filter((item) => !bad.includes(item)) : [];
      held.push(...kept);
      const listed = bad.length === 0 || behaviour.listsKept ? kept : [];
      const refused = behaviour.blames ? bad : [];
      return attemptOf(batch, {
        results: [
          ...listed.map((item) => ({ index: batch.indexOf(item), id: `id-${item}` })),
          ...refused.map((item) => ({
            index: batch.indexOf(item),
            rejection: { cause: 'other', message: `no ${item}` },
          })),
        ],
        general: bad.length > 0 && !behaviour.blames ? [{ cause: 'other', message: 'something is bad' }] : [],
      });
    },
    lookUp: async (batch) => ({ undone: batch.filter((item) => !held.includes(item)), done: [] }),
    passes: async () => true,
  };
  return { held, write };
}

const behaviours: Behaviour[] = [true, false].flatMap((keepsGood) =>
  [true, false].flatMap((blames) => [true, false].map((listsKept) => ({ keepsGood, blames, listsKept }))),
);

const batches = [
  ['a'],
  ['bad'],
  ['a', 'b', 'bad', 'c'],
  ['bad1', 'a', 'bad2'],
  Array.from({ length: 50 }, (_, i) => (i % 7 === 3 ? `bad${i}` : `good${i}`)),
  Array.from({ length: 9 }, (_, i) => `bad${i}`),
];

describe.each(behaviours)('writing on a platform with %j', (behaviour) => {
  it.each(batches.map((batch) => [batch.length, batch] as const))(
    'writes each good item of %i once and refuses exactly the bad ones',
    async (_, batch) => {
      const { held, write } = platform(behaviour);
      const { rejected: refused } = await writeBisecting(write, batch);
      expect([...held].sort()).toEqual(batch.filter((item) => !item.startsWith('bad')).sort());
      expect(refused.map(({ item }) => item).sort()).toEqual(
        batch.filter((item) => item.startsWith('bad')).sort(),
      );
    },
  );
});

it('refuses an item that the platform passes over in silence', async () => {
  const silent: BatchWrite<string, string> = {
    attempt: async (batch) => attemptOf(batch, { results: [], general: [] }),
    lookUp: async (batch) => ({ undone: batch, done: [] }),
    passes: async () => true,
  };
  const { rejected: refused } = await writeBisecting(silent, ['a', 'b', 'c']);
  expect(refused.map(({ item, rejection }) => [item, rejection.cause])).toEqual([
    ['a', 'no-reason'],
    ['b', 'no-reason'],
    ['c', 'no-reason'],
  ]);
});
