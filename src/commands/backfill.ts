import type { Command } from 'commander';
import { MOST } from '../contract/bounds';
import { countUpTo, readPair, readTime, withConfig, withJson } from './shared/options';
import { run } from './run';
import { verb } from './verbs';
import { messages } from '../messages';

/** `jinqiao backfill <scheme> --from … --to …`: a run over a window, with its slices; one over the same window at a time. */
export function backfillCommand(): Command {
  const { backfill: own, run: ofRun } = messages().help.verb;
  return withJson(withConfig(verb('backfill')), ofRun.prints)
    .requiredOption('--from <time>', own.from, readTime)
    .option('--to <time>', ofRun.to, readTime)
    .option('--set <parameter=value>', ofRun.set, readPair)
    .option('--page-size <n>', ofRun.pageSize, countUpTo(MOST.pageSize))
    .option('--concurrency <n>', ofRun.concurrency, countUpTo(MOST.concurrency))
    .option('--wait', own.wait)
    .action(run);
}
