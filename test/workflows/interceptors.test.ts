import { gathered } from '../../src/workflows/interceptors';

type Jobs = Parameters<typeof gathered>[0];

/** A signal as a task brings it: its name, and its inputs. */
type Sent = readonly [name: string, ...inputs: readonly string[]];

const job = ([signalName, ...inputs]: Sent): Jobs[number] => ({
  signalWorkflow: { signalName, input: inputs.map((text) => ({ data: Buffer.from(text) })) },
});
const timer: Jobs[number] = { fireTimer: { seq: 1 } };

function heard(jobs: Jobs): unknown[] {
  return gathered(jobs).map(({ signalWorkflow: signal }) =>
    signal ? [signal.signalName, ...(signal.input ?? []).map(({ data }) => String(data))] : 'timer',
  );
}

const many = (count: number, sent: (at: number) => Sent): Jobs =>
  Array.from({ length: count }, (_, at) => job(sent(at)));
const inputs = (count: number) => Array.from({ length: count }, (_, at) => String(at));

test('few signals are heard one by one, in their order; without an input the last of a name', () => {
  const sent: Sent[] = [['pause'], ['report', '1'], ['resume'], ['pause'], ['report', '2'], ['nobody', '3']];
  expect(heard([timer, ...sent.map(job)])).toEqual(['timer', ...sent.slice(1)]);
});

test('of reserved names none', () => {
  expect(heard([job(['__temporal_x']), job(['__temporal_y', '1']), timer])).toEqual(['timer']);
});

test('thousands of one name come as one, with each input in its order', () => {
  const jobs = [...many(5_000, (at) => ['report', String(at)]), timer];
  expect(heard(jobs)).toEqual([['report', ...inputs(5_000)], 'timer']);
});

test('each name keeps its inputs, and the place of its last', () => {
  const jobs = many(300, (at) => [['rejected', 'retryWith', 'discard'][at % 3]!, String(at)]);
  const of = (rest: number) => inputs(300).filter((at) => Number(at) % 3 === rest);
  expect(heard(jobs)).toEqual([
    ['rejected', ...of(0)],
    ['retryWith', ...of(1)],
    ['discard', ...of(2)],
  ]);
});

test('whether a run ends up paused is what was sent last, with an input or without', () => {
  const jobs = many(400, (at) => (at % 4 < 2 ? ['pause', 'x'] : ['resume']));
  expect(heard(jobs).map((one) => (one as string[])[0])).toEqual(['pause', 'resume']);
  const other = many(401, (at) => (at % 2 ? ['pause'] : ['resume', 'x']));
  expect(heard(other).map((one) => (one as string[])[0])).toEqual(['pause', 'resume']);
});

test('of names that nobody listens to the last, whatever they are', () => {
  const jobs = [
    ...many(2_000, (at) => [`a${at}`, 'x']),
    ...many(2_000, (at) => [`b${at}`]),
    job(['report', '1']),
  ];
  expect(heard(jobs)).toEqual([['a1999', 'x'], ['b1999'], ['report', '1']]);
});

test('a further argument of one signal is never taken for another signal', () => {
  const jobs = many(200, (at) => ['discard', String(at), 'second']);
  expect(heard(jobs)).toEqual([['discard', ...inputs(200)]]);
  expect(heard(jobs.slice(0, 2))).toEqual([
    ['discard', '0'],
    ['discard', '1'],
  ]);
});
