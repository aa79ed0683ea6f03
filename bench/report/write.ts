import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { print, table } from '../../src/commands/terminal/output';
import { resultsFolder, type Results } from '../results';
import { filledPage, setting } from './page';
import { plots, plotted } from './plots';
import { tables } from './tables';

/** Prints every table on stdout, the targets last. */
export function printReport(results: Results): void {
  const { targets, ...sections } = tables(results.sections);
  for (const { title, head, rows } of [...Object.values(sections), targets])
    if (rows.length > 0) print(`\n${title}`, table(head, rows));
  print(setting(results));
}

/** Writes docs/performance.md and its plots; a plot of something that was not measured is taken away. */
export function writeReport(results: Results, folder = resultsFolder): void {
  mkdirSync(folder, { recursive: true });
  const drawn = plots(results.sections);
  for (const name of plotted) writePlot(path.join(folder, `${name}.svg`), drawn[name]);
  const page = `${folder}.md`;
  writeFileSync(page, filledPage(readFileSync(page, 'utf8'), results, Object.keys(drawn)));
}

function writePlot(file: string, svg: string | undefined): void {
  if (svg === undefined) rmSync(file, { force: true });
  else writeFileSync(file, svg);
}
