import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import { localize, messages } from '../messages';
import { listOpenRepairs, type OpenRepair } from '../operations/failedRecords';
import { knownScheme } from '../operations/schemes';
import { withClient } from './shared/client';
import { exitCodes } from './shared/exit';
import { type CommonOptions, withConfig, withJson } from './shared/options';
import { notify, print, printJson, table } from './terminal/output';
import { verb } from './verbs';

interface FailuresOptions extends CommonOptions {
  readonly cause?: string;
  readonly csv?: string;
}

/** Rows of the table on a terminal; files and JSON hold all. */
const SHOWN = 50;

const COLUMNS: Readonly<Record<string, (repair: OpenRepair) => string | number>> = {
  scheme: ({ scheme }) => scheme,
  key: ({ key }) => key,
  outcome: ({ outcome }) => outcome,
  cause: ({ cause }) => cause,
  field: ({ field }) => field ?? '',
  message: ({ message }) => message,
  advice: ({ advice }) => advice?.en ?? '',
  建议: ({ advice }) => advice?.zh ?? '',
  since: ({ first }) => first.at,
  'last seen': ({ last }) => last.at,
  attempts: ({ attempts }) => attempts,
  'next try': ({ next }) => next ?? '',
  note: ({ note }) => note ?? '',
};

/** Columns of the table on a terminal. */
const NARROW = ['key', 'cause', 'field', 'message', 'advice', 'since', 'attempts', 'next'] as const;

/** Cells of the table on a terminal that differ from those of the file. */
const shownCells = {
  advice: ({ advice }: OpenRepair) => localize(advice),
  next: ({ next }: OpenRepair) => next ?? '',
};

/** `jinqiao failures [scheme]`: the records that wait for somebody, with reason and advice. */
export function failuresCommand(): Command {
  const texts = messages().help.verb.failures;
  return withJson(withConfig(verb('failures')), texts.prints)
    .option('--cause <cause>', texts.cause)
    .option('--csv <file>', texts.csv)
    .action(failures);
}

async function failures(name: string | undefined, options: FailuresOptions): Promise<void> {
  if (name !== undefined) knownScheme(name);
  const repairs = await withClient(options, (server) =>
    listOpenRepairs(server, { scheme: name, cause: options.cause }),
  );
  if (repairs.length > 0) process.exitCode = exitCodes.attention;
  if (options.csv !== undefined) await writeCsv(options.csv, repairs);
  if (options.json) return printJson(repairs);
  if (repairs.length === 0) return print(messages().failures.none);
  print(tableOf(repairs.slice(0, SHOWN), name === undefined));
  if (repairs.length > SHOWN) notify(messages().failures.more(repairs.length - SHOWN, repairs.length));
}

function tableOf(repairs: readonly OpenRepair[], withScheme: boolean): string {
  const names = withScheme ? (['scheme', ...NARROW] as const) : NARROW;
  const cells: Readonly<Record<string, (repair: OpenRepair) => string | number>> = {
    ...COLUMNS,
    ...shownCells,
  };
  return table(
    names.map((name) => messages().failures[name]),
    repairs.map((repair) => names.map((name) => cells[name]?.(repair) ?? '')),
  );
}

function cellOf(name: string, repair: OpenRepair): string | number {
  return COLUMNS[name]?.(repair) ?? '';
}

/** With a byte order mark, without which Excel reads Chinese wrongly; and no cell is taken for a formula. */
async function writeCsv(file: string, repairs: readonly OpenRepair[]): Promise<void> {
  const names = Object.keys(COLUMNS);
  const rows = repairs.map((repair) => names.map((name) => cellOf(name, repair)));
  await writeFile(file, stringify([names, ...rows], { bom: true, escape_formulas: true }));
  notify(messages().failures.written(repairs.length, file));
}
