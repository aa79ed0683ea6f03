import type { SchemeTable } from '../../src/contract/scheme';
import { mappings } from '../../src/mappings';
import { schemes } from '../../src/workflows/catalogue';
import { words, type Language } from './language';
import { notes } from './notes';
import { codeTables, elsewhereTable, fields, parameters, reconciliation, source, target } from './parts';

/** The files that `npm run docs` writes, by language: paths from the repository's root. */
export const files: Readonly<Record<Language, string>> = {
  en: 'docs/schemes.md',
  zh: 'docs/schemes.zh-CN.md',
};

/** Text of docs/schemes in one language, out of the tables that run. */
export function schemePage(language: Language): string {
  const head = [`# ${words.title[language]}`, words.other[language], words.intro[language]];
  const sections = Object.values(schemes).flatMap((scheme) => section(scheme, language));
  return `${[...head, ...sections].join('\n\n')}\n`;
}

function section(scheme: SchemeTable, language: Language): string[] {
  const mapping = mappings[scheme.name];
  if (mapping === undefined) throw new Error(`${scheme.name} has no mapping`);
  const remarks = (notes[scheme.name] ?? []).map((note) => `- ${note[language]}`);
  return [
    `## ${scheme.name}`,
    `**${scheme.title[language]}**`,
    ...(remarks.length > 0 ? [remarks.join('\n')] : []),
    ...source(scheme, language),
    ...target(scheme.target, language),
    ...parameters(scheme, language),
    ...reconciliation(scheme, language),
    ...codeTables(mapping, language),
    ...fields(mapping, language),
    ...elsewhereTable(scheme.name, language),
  ];
}
