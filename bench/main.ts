import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { root } from '../src/root';
import { version as temporal } from '../dev/server/pinned';
import { BenchServer } from './lab/server';
import { type Measured, measured } from './lab/site';
import { measureBudget } from './measure/budget';
import { measureGrowth } from './measure/growth';
import type { Measurement } from './measure/measurement';
import { measurePlain } from './measure/plain';
import { measureRecovery } from './measure/recovery';
import { measureStart } from './measure/start';
import { measureWorkers } from './measure/workers';
import { printReport, writeReport } from './report/write';
import {
  readResults,
  type Machine,
  type PlainCell,
  type Results,
  type Sections,
  writeResults,
} from './results';

const names = ['plain', 'growth', 'budget', 'workers', 'recovery', 'start'] as const;

interface Options {
  readonly short: boolean;
  readonly rounds: number;
  readonly latency?: number;
  readonly scheme?: Measured;
  readonly reportOnly: boolean;
}

const program = new Command('bench')
  .description('Measures the schemes on this machine and writes docs/performance.md, with figures and plots.')
  .argument('[sections...]', `of ${names.join(', ')}; the others keep their last figures (default: all)`)
  .option('--short', 'a few minutes: fewer cells and rows; only printed', false)
  .option('--rounds <n>', 'rounds of what is measured several times', positive, 3)
  .option(
    '--latency <ms>',
    'of `plain`, the cells of this latency alone; the others keep their last figures',
    whole,
  )
  .addOption(
    new Option('--scheme <name>', 'of `plain`, the cells of this scheme alone').choices(
      Object.keys(measured),
    ),
  )
  .option('--report-only', 'writes the report of the last figures anew', false);

async function main(): Promise<void> {
  program.parse();
  const options = program.opts<Options>();
  if (options.reportOnly) return report(readResults() ?? { machine: machine(), sections: {} });
  const sections = await measure(chosen(program.args), options);
  if (options.short) return printReport({ machine: machine(), sections });
  const all = { machine: machine(), sections: together(readResults()?.sections, sections) };
  writeResults(all);
  report(all);
}

function whole(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('Use a whole number.');
  return Number(text);
}

function positive(text: string): number {
  if (whole(text) === 0) throw new InvalidArgumentError('Use a whole number from 1 on.');
  return Number(text);
}

function chosen(given: readonly string[]): readonly (keyof Sections)[] {
  const unknown = given.filter((name) => !names.includes(name as never));
  if (unknown.length > 0) program.error(`no section ${unknown.join(', ')}; there are ${names.join(', ')}`);
  return given.length === 0 ? names : (given as (keyof Sections)[]);
}

/** New figures before old ones; of `plain` those of the latencies and schemes that were measured. */
function together(last: Sections = {}, { plain, ...sections }: Sections): Sections {
  if (!plain) return { ...last, ...sections };
  const isNew = (old: PlainCell) =>
    plain.some(({ latencyMs, scheme }) => latencyMs === old.latencyMs && scheme === old.scheme);
  const all = [...(last.plain ?? []).filter((cell) => !isNew(cell)), ...plain];
  return { ...last, ...sections, plain: all.sort(byLatencyAndScheme) };
}

function byLatencyAndScheme(one: PlainCell, other: PlainCell): number {
  return one.latencyMs - other.latencyMs || one.scheme.localeCompare(other.scheme);
}

/** One section after the other, each with a server of its own: nothing of one slows another down. */
async function measure(
  sections: readonly (keyof Sections)[],
  { short, rounds, latency, scheme }: Options,
): Promise<Sections> {
  // Any verb builds what is started here.
  execFileSync(process.execPath, [path.join(root, 'bin', 'jinqiao'), '--version']);
  const measurement: Measurement = {
    short,
    rounds: short ? 1 : rounds,
    latency,
    scheme,
    note,
  };
  const figures: Record<string, unknown> = {};
  for (const section of sections) figures[section] = await measureSection(section, measurement);
  return figures;
}

async function measureSection(section: keyof Sections, measurement: Measurement): Promise<unknown> {
  if (section === 'growth') return measureGrowth(measurement);
  if (section === 'recovery') return measureRecovery(measurement);
  if (section === 'start') return measureStart(measurement);
  const server = await BenchServer.start();
  try {
    return await onServer[section](server, measurement);
  } finally {
    await server.stop();
  }
}

const onServer = { plain: measurePlain, budget: measureBudget, workers: measureWorkers };

function report(results: Results): void {
  printReport(results);
  writeReport(results);
}

function note(line: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
}

function machine(): Machine {
  return {
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 1_073_741_824),
    node: process.versions.node,
    temporal,
    date: new Date().toISOString().slice(0, 10),
  };
}

main().catch((error: Error) => {
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 1;
});
