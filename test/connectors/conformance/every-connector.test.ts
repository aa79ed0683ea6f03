import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sources } from './sources';
import type { Subject } from './subject';
import { targets } from './targets';

const connectors = path.join(__dirname, '../../../src/connectors');

/** Text of the index of each folder that is a connector; what has none is a part of the frame. */
const indexes = new Map(
  readdirSync(connectors, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(connectors, entry.name, 'index.ts')))
    .map(({ name }) => [name, readFileSync(path.join(connectors, name, 'index.ts'), 'utf8')]),
);

const foldersOf = (subjects: readonly Subject[]) => new Set(subjects.map(({ folder }) => folder));
const playing = (role: string) =>
  new Set([...indexes].filter(([, text]) => text.includes(role)).map(([name]) => name));

test('every connector is a source or a target in the conformance suites', () => {
  expect(new Set([...foldersOf(sources), ...foldersOf(targets)])).toEqual(new Set(indexes.keys()));
});

test.each([
  ['SourceConnector', foldersOf(sources)],
  ['TargetConnector', foldersOf(targets)],
])('every %s has its suite', (role, folders) => {
  expect(folders).toEqual(playing(role));
});
