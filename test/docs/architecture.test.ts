import { existsSync } from 'node:fs';
import path from 'node:path';
import { platforms } from '../../src/connectors';
import * as errors from '../../src/connectors/errors';
import { root } from '../../src/root';
import { tableUnder, textOf } from './documents';

const file = 'ARCHITECTURE.md';
const folders = (marker: string) => tableUnder(marker, file).flatMap(([cell = '']) => cell.split(', '));

test('the places it names exist', () => {
  const places = [...folders('places'), ...folders('imports')];
  expect(places.filter((place) => !existsSync(path.join(root, place)))).toEqual([]);
});

test('the linter holds a rule for every folder of the import table', () => {
  const { overrides } = JSON.parse(textOf('.oxlintrc.json')) as {
    overrides: { files: string[]; excludeFiles?: string[] }[];
  };
  const ruled = overrides.flatMap(({ files }) => files);
  const isRuled = (folder: string) =>
    ruled.some((glob) => `${folder}/`.startsWith(glob.replace('**/*.ts', '')));
  expect(folders('imports').filter((folder) => !isRuled(folder))).toEqual([]);
});

test('the rule that keeps platforms apart names them all', () => {
  const { overrides } = JSON.parse(textOf('.oxlintrc.json')) as { overrides: { files: string[] }[] };
  const rule = overrides.find(({ files }) => files.includes('src/connectors/*/**/*.ts'));
  const names = platforms.map(({ name }) => name);
  expect(JSON.stringify(rule)).toContain(`(${names.join('|')})`);
});

test('it explains every kind of error', () => {
  const kinds = Object.keys(errors).filter((name) => name !== 'ConnectorError');
  expect(
    tableUnder('errors', file)
      .map(([kind = '']) => kind)
      .sort(),
  ).toEqual(kinds.sort());
});

const proofs = tableUnder('proofs', 'docs/guarantees.md').map(
  ([what = '', , proof = '']) => [what, proof] as const,
);

test.each(proofs)('"%s" is proved by a test that is there', (_, proof) => {
  const [, testFile = '', title = ''] = /^(\S+) "(.+)"$/.exec(proof) ?? [];
  expect(testFile).toMatch(/^test\/.+\.test\.ts$/);
  expect(textOf(testFile)).toContain(title);
});
