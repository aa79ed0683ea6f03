import { elsewhere } from '../../scripts/schemeDocs/elsewhere';
import type { Language } from '../../scripts/schemeDocs/language';
import { notes } from '../../scripts/schemeDocs/notes';
import { files, schemePage } from '../../scripts/schemeDocs/page';
import { mappings } from '../../src/mappings';
import { describedCells } from '../../src/mappings/describe';
import { schemes } from '../../src/workflows/catalogue';
import { published, type Published } from './published';
import { textOf } from './documents';

const languages = Object.keys(files) as Language[];

test.each(languages)('docs/schemes (%s) is what npm run docs writes', (language) => {
  expect(textOf(files[language])).toBe(schemePage(language));
});

test('every scheme is published, and what is said beside the tables belongs to one', () => {
  expect(Object.keys(published).sort()).toEqual(Object.keys(schemes).sort());
  const strangers = [elsewhere, notes].flatMap(Object.keys).filter((name) => !(name in schemes));
  expect(strangers).toEqual([]);
});

/** Parameters that stand in the scheme's own tables. */
function inTables(name: string): Published {
  const { source, target } = schemes[name]!;
  const keys = describedCells(mappings[name]!).map(({ key }) => key);
  const switches = [target.options, target.auditOptions ?? {}].flatMap(Object.keys);
  return { source: Object.keys(source.request), target: [...keys, ...switches] };
}

const sides = Object.keys(schemes).flatMap((name) =>
  (['source', 'target'] as const).map((side) => ({ name, side })),
);

test.each(sides)('every published parameter of the $side of $name is accounted for', ({ name, side }) => {
  const missing = published[name]![side].filter((parameter) => !inTables(name)[side].includes(parameter));
  const explained = elsewhere[name]!.filter((entry) => entry.side === side).map((entry) => entry.name);
  expect(explained.sort()).toEqual(missing.sort());
});

test('a field that is said to stand under another name stands there', () => {
  const renamed = Object.entries(elsewhere).flatMap(([name, entries]) =>
    entries.flatMap(({ reason }) => {
      const [, key] = /^the field `([\w.]+)`/.exec(reason.en) ?? [];
      return key === undefined ? [] : [{ name, key }];
    }),
  );
  expect(renamed.length).toBeGreaterThan(3);
  expect(renamed.filter(({ name, key }) => !inTables(name).target.includes(key))).toEqual([]);
});
