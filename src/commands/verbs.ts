import { Command } from 'commander';

/** What the help says about a verb. */
interface VerbText {
  /** Arguments as commander writes them: `<needed>`, `[optional]`. */
  readonly takes?: string;
  readonly description: string;
  readonly example: string;
}

/** The verbs of `jinqiao`, in the order of its help. */
export const verbs = {
  demo: {
    description: 'run every scheme against the sandbox, twice, and show what happened',
    example: 'jinqiao demo --stay',
  },
  dev: {
    description: 'start Temporal, the sandbox and a worker, until Ctrl-C',
    example: 'jinqiao dev --db runs.sqlite',
  },
  run: {
    takes: '<scheme>',
    description: 'start a run of a scheme',
    example: 'jinqiao run jushuitanWarehousesToKingdeeStocks --set organization=102 --wait',
  },
  backfill: {
    takes: '<scheme>',
    description: 'start a run over a window of its own, and show its slices',
    example: 'jinqiao backfill qimenSaleoutsToKingdeeOutstocks --from 2026-01-01 --to 2026-03-31 --wait',
  },
  runs: {
    takes: '[scheme]',
    description: 'list the runs of this task queue, those under way first',
    example: 'jinqiao runs --state attention --limit 50',
  },
  show: {
    takes: '<run>',
    description: 'show one run, by workflow id or the newest of a scheme: progress, report or failure',
    example: 'jinqiao show jushuitanWarehousesToKingdeeStocks',
  },
  pause: {
    takes: '[run...]',
    description: 'pause runs, by workflow id or scheme; the pages in flight are finished',
    example: 'jinqiao pause qimenSaleoutsToKingdeeOutstocks',
  },
  resume: {
    takes: '[run...]',
    description: 'let paused runs go on, by workflow id or scheme',
    example: 'jinqiao resume --all',
  },
  cancel: {
    takes: '[run...]',
    description: 'cancel runs, by workflow id or scheme; the pages in flight are finished',
    example: 'jinqiao cancel jushuitanWarehousesToKingdeeStocks/jushuitan/full',
  },
  preview: {
    takes: '<scheme>',
    description: 'read and map the first rows and show each beside its document; writes nothing',
    example: 'jinqiao preview jushuitanWarehousesToKingdeeStocks --limit 5',
  },
  reconcile: {
    takes: '<scheme>',
    description: 'compare source and target record by record and show what differs',
    example:
      'jinqiao reconcile qimenSaleoutsToKingdeeOutstocks --from 2026-10-01 --to 2026-10-31 --html october.html',
  },
  find: {
    takes: '<key>',
    description: 'show where a record stands: source, target, runs and repairs; writes nothing',
    example: 'jinqiao find 700001 --scheme qimenSaleoutsToKingdeeOutstocks',
  },
  failures: {
    takes: '[scheme]',
    description: 'list the records that wait for a repair, with reason and advice',
    example: 'jinqiao failures jushuitanWarehousesToKingdeeStocks --csv failures.csv',
  },
  retry: {
    takes: '<scheme> [key...]',
    description: 'read refused records again and bring them into the target',
    example: 'jinqiao retry jushuitanWarehousesToKingdeeStocks --cause closed-period',
  },
  discard: {
    takes: '<scheme> [key...]',
    description: 'give refused records up; later runs skip them',
    example: 'jinqiao discard jushuitanWarehousesToKingdeeStocks 10000145 --reason "test data"',
  },
  check: {
    takes: '[connection]',
    description: 'check the Temporal server and each connection step by step; writes nothing',
    example: 'jinqiao check kingdee',
  },
  doctor: {
    description:
      'check this machine, the Temporal server and its workers, and say what to do; calls no platform',
    example: 'jinqiao doctor --json',
  },
  config: {
    description: 'check the configuration, or show what it comes to; secrets stay hidden',
    example: 'jinqiao config show',
  },
  schedules: {
    description:
      'bring the Schedules in Temporal to what the configuration says; pause, resume, trigger, list, delete them',
    example: 'jinqiao schedules apply',
  },
  alerts: {
    description: 'send a test message to the alert channels and show what they answer',
    example: 'jinqiao alerts test finance-group',
  },
  worker: {
    description: 'run a worker until it is stopped',
    example: 'jinqiao worker --config /etc/jinqiao.yml',
  },
  completion: {
    takes: '<shell>',
    description: 'print what completes verbs, options and schemes in bash, zsh or fish',
    example: 'jinqiao completion bash > ~/.local/share/bash-completion/completions/jinqiao',
  },
  sandbox: {
    description: 'simulate the platforms; prints one JSON line with addresses and credentials when ready',
    example: 'jinqiao sandbox --port 8700 --size warehouses=230',
  },
} satisfies Record<string, VerbText>;

export type VerbName = keyof typeof verbs;

/** A command with a verb's description, arguments and example; its options are the caller's to add. */
export function verb(name: VerbName): Command {
  const { takes, description, example }: VerbText = verbs[name];
  const command = new Command(name).description(description).addHelpText('after', `\nExample:\n  ${example}`);
  return takes ? command.arguments(takes) : command;
}
