import type { Command } from 'commander';
import { hasEnd, hasWindow } from '../activities/window';
import type { SchemeTable } from '../workflows/engine/scheme';
import { knownScheme } from './shared/context';
import { CliError, exitCodes } from './shared/exit';
import { readCount, readPair, readTime, withConfig, withJson } from './shared/options';
import { run, type RunOptions } from './run';
import { verb } from './verbs';
import { words } from './words';

type BackfillOptions = RunOptions & { readonly from: string };

/** `jinqiao backfill <scheme> --from … --to …`: a run over a window, with its slices; one over the same window at a time. */
export function backfillCommand(): Command {
  const { backfill: own, run: ofRun } = words().help.verb;
  return withJson(withConfig(verb('backfill')), ofRun.prints)
    .requiredOption('--from <time>', own.from, readTime)
    .option('--to <time>', ofRun.to, readTime)
    .option('--set <parameter=value>', ofRun.set, readPair)
    .option('--page-size <n>', ofRun.pageSize, readCount)
    .option('--lanes <n>', ofRun.lanes, readCount)
    .option('--wait', own.wait)
    .action(backfill);
}

async function backfill(name: string, options: BackfillOptions): Promise<void> {
  checkWindow(knownScheme(name), options);
  await run(name, options);
}

/** A worker would refuse the same, but only once one takes the run. */
function checkWindow(table: SchemeTable, { from, to }: BackfillOptions): void {
  const say = words().backfill;
  if (!hasWindow(table))
    throw new CliError(say.noWindow(table.name), exitCodes.usage, say.useRun(table.name));
  if (to === undefined) return;
  if (!hasEnd(table)) throw new CliError(say.noEnd(table.name), exitCodes.usage, say.withoutTo);
  if (moment(from, '00:00:00') >= moment(to, '23:59:59')) throw new CliError(say.backwards, exitCodes.usage);
}

/** Texts of one length, which sort as the times do. */
function moment(text: string, time: string): string {
  return text.length === 10 ? `${text} ${time}` : text;
}
