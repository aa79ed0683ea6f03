import {
  type Parameter,
  type SchemeTable,
  type CallOptions,
  type TargetCell,
  takenBy,
} from '../../src/contract/scheme';
import { askedFields, comparedFields } from '../../src/mappings/marks';
import { describedCells, type DescribedCell } from '../../src/mappings/describe';
import type { AnyMapping } from '../../src/mappings/mapping';
import { elsewhere } from './elsewhere';
import { pagings, words, type Language } from './language';
import { code, table } from './markdown';
import { pagingOf } from './paging';

/** A part of a scheme's section: headings, sentences and tables in order. */
type Part = string[];

/** What is asked of the source, and how its list is read. */
export function source(scheme: SchemeTable, language: Language): Part {
  const { platform, method, request } = scheme.source;
  return [
    `### ${words.source[language]}`,
    `\`${platform}\` · \`${method}\``,
    reading(scheme, language)
      .map((line) => `- ${line}`)
      .join('\n'),
    table(
      [words.parameter[language], words.value[language]],
      Object.entries(request).map(([name, value]) => [code(name), shown(value, language)]),
    ),
  ];
}

function reading(table: SchemeTable, language: Language): string[] {
  const { source, pageSize, concurrency, since, sliceDays, watermark } = table;
  const paging = pagings[pagingOf(source)][language];
  const sizes = {
    en: `\`pageSize\` ${pageSize}, \`concurrency\` ${concurrency}`,
    zh: `\`pageSize\` ${pageSize}，\`concurrency\` ${concurrency}`,
  };
  const slices = {
    en: `read in slices of ${sliceDays} day(s), oldest first, \`concurrency\` of them side by side; without a beginning, the last slice only`,
    zh: `按 ${sliceDays} 天的时间片读取，从最早的开始，\`concurrency\` 是几就同时读几片；没有起始时间时只读最近一片`,
  };
  const beginning = { en: `begins at \`${since}\` by default`, zh: `默认起始时间 \`${since}\`` };
  const goesOn = {
    en: `goes on from the last balanced run: \`overlapMinutes\` ${watermark?.overlapMinutes}, \`lagSeconds\` ${watermark?.lagSeconds}`,
    zh: `从上次平账的运行处继续：\`overlapMinutes\` ${watermark?.overlapMinutes}，\`lagSeconds\` ${watermark?.lagSeconds}`,
  };
  return [
    paging,
    sizes[language],
    ...(sliceDays === undefined ? [] : [slices[language]]),
    ...(since === undefined ? [] : [beginning[language]]),
    ...(watermark === undefined ? [] : [goesOn[language]]),
  ];
}

/** What is done in the target, with the switches of its calls. */
export function target(
  { platform, form, operation, options, auditOptions, submits }: TargetCell,
  language: Language,
): Part {
  const rows = [
    ...switchRows(operation, options, language),
    ...switchRows(`${words.submit[language]}, ${words.audit[language]}`, auditOptions ?? {}, language),
    ...(submits === undefined ? [] : [submitRow(String(submits), language)]),
  ];
  const head = [words.call[language], words.switch[language], words.value[language]];
  return [
    `### ${words.target[language]}`,
    `\`${platform}\` · \`${form}\` · \`${operation}\``,
    rows.length > 0 ? table(head, rows) : words.noOptions[language],
  ];
}

function submitRow(value: string, language: Language): string[] {
  return [words.submit[language], words.submits[language], shown(value, language)];
}

function switchRows(call: string, switches: CallOptions, language: Language): string[][] {
  return Object.entries(switches).map(([name, value]) => [call, code(name), shown(String(value), language)]);
}

/** What a configuration or a run may set. */
export function parameters({ parameters }: SchemeTable, language: Language): Part {
  const head = [words.parameter, words.label, words.default, words.takes].map((word) => word[language]);
  const rows = Object.entries(parameters).map(([name, parameter]) => [
    code(name),
    parameter.label,
    shown(parameter.default, language),
    taken(parameter, language),
  ]);
  return [`### ${words.parameters[language]}`, table(head, rows)];
}

function taken(parameter: Parameter, language: Language): string {
  if (parameter.oneOf) return parameter.oneOf.map((value) => shown(value, language)).join(' ');
  return takenBy(parameter)?.[language] ?? words.anyText[language];
}

/** How both sides are compared; nothing where only the keys of the source are. */
export function reconciliation({ reconcile }: SchemeTable, language: Language): Part {
  if (!reconcile) return [];
  const { day, selection, sums, parameters: own = {} } = reconcile;
  const rows = [
    [words.day[language], code(day)],
    [words.selection[language], code(selection)],
    [
      words.sums[language],
      `${code(`${sums.lines}.${sums.quantity}`)}, ${code(`${sums.lines}.${sums.amount}`)}`,
    ],
    ...Object.entries(own).map(([name, value]) => [words.holds[language], code(`${name} = ${value}`)]),
  ];
  return [
    `### ${words.reconciliation[language]}`,
    table([words.part[language], words.value[language]], rows),
  ];
}

/** Code tables that a configuration may give; nothing where the mapping knows none. */
export function codeTables(mapping: AnyMapping, language: Language): Part {
  if (mapping.codeTables === undefined) return [];
  const rows = Object.entries(mapping.codeTables).map(([name, { label }]) => [code(name), label]);
  return [`### ${words.codeTables[language]}`, table([words.table[language], words.label[language]], rows)];
}

/** The mapping's table. */
export function fields(mapping: AnyMapping, language: Language): Part {
  const head = [words.field, words.label, words.from, words.required].map((word) => word[language]);
  const rows = describedCells(mapping).map((cell) => fieldRow(cell, language));
  return [`### ${words.fields[language]}`, table(head, rows), ...compared(mapping, language)];
}

/** What of an audited document is held against its row. */
function compared(mapping: AnyMapping, language: Language): Part {
  const fields = askedFields(comparedFields(mapping));
  return fields.length === 0 ? [] : [words.compared[language] + fields.map(code).join(', ')];
}

function fieldRow({ key, label, from, required, holds }: DescribedCell, language: Language): string[] {
  const rule = holds === 'fields' ? words.subHeader[language] : shown(from, language);
  return [code(key), label, rule, required ? words.yes[language] : ''];
}

/** Published request parameters that are in none of these tables, each with its reason. */
export function elsewhereTable(scheme: string, language: Language): Part {
  const entries = elsewhere[scheme] ?? [];
  const head = [words.side, words.parameter, words.reason].map((word) => word[language]);
  const rows = entries.map(({ side, name, reason }) => [words[side][language], code(name), reason[language]]);
  return [
    `### ${words.elsewhere[language]}`,
    entries.length > 0 ? table(head, rows) : words.nothing[language],
  ];
}

function shown(value: string, language: Language): string {
  return value === '' ? words.empty[language] : code(value);
}
