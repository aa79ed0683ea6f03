import { platforms } from '../../../src/connectors';
import { sources } from './sources';
import type { Subject } from './subject';
import { targets } from './targets';

const namesOf = (subjects: readonly Subject[]) => new Set(subjects.map(({ folder }) => folder));

test('every platform is a source or a target in the conformance suites', () => {
  const names = new Set(platforms.map(({ name }) => name));
  expect(new Set([...namesOf(sources), ...namesOf(targets)])).toEqual(names);
});

test.each([
  ['source', namesOf(sources)],
  ['target', namesOf(targets)],
] as const)('every platform that is a %s has its suite', (role, names) => {
  const playing = platforms.filter(({ roles }) => roles.includes(role));
  expect(names).toEqual(new Set(playing.map(({ name }) => name)));
});
