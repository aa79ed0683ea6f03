import { Command } from 'commander';
import { messages } from '../messages';

/** What a verb takes and how it is used, the same in every language. */
interface VerbForm {
  /** Arguments as commander writes them: `<needed>`, `[optional]`. */
  readonly takes?: string;
  readonly example: string;
}

/** The verbs of `jinqiao`, in the order of its help; what each does is said in `src/messages/verbs.ts`. */
export const verbs = {
  demo: { example: 'jinqiao demo --stay' },
  dev: { example: 'jinqiao dev --db runs.sqlite' },
  run: {
    takes: '<scheme>',
    example: 'jinqiao run jushuitanWarehousesToKingdeeStocks --set organization=102 --wait',
  },
  backfill: {
    takes: '<scheme>',
    example: 'jinqiao backfill qimenSaleoutsToKingdeeOutstocks --from 2026-01-01 --to 2026-03-31 --wait',
  },
  runs: { takes: '[scheme]', example: 'jinqiao runs --state attention --limit 50' },
  show: { takes: '<run>', example: 'jinqiao show jushuitanWarehousesToKingdeeStocks' },
  pause: { takes: '[run...]', example: 'jinqiao pause qimenSaleoutsToKingdeeOutstocks' },
  resume: { takes: '[run...]', example: 'jinqiao resume --all' },
  cancel: {
    takes: '[run...]',
    example: 'jinqiao cancel jinqiao/jushuitanWarehousesToKingdeeStocks/jushuitan/full',
  },
  preview: { takes: '<scheme>', example: 'jinqiao preview jushuitanWarehousesToKingdeeStocks --limit 5' },
  reconcile: {
    takes: '<scheme>',
    example:
      'jinqiao reconcile qimenSaleoutsToKingdeeOutstocks --from 2026-10-01 --to 2026-10-31 --html october.html',
  },
  find: { takes: '<key>', example: 'jinqiao find 700001 --scheme qimenSaleoutsToKingdeeOutstocks' },
  failures: {
    takes: '[scheme]',
    example: 'jinqiao failures jushuitanWarehousesToKingdeeStocks --csv failures.csv',
  },
  retry: {
    takes: '<scheme> [key...]',
    example: 'jinqiao retry jushuitanWarehousesToKingdeeStocks --cause closed-period',
  },
  discard: {
    takes: '<scheme> [key...]',
    example: 'jinqiao discard jushuitanWarehousesToKingdeeStocks 10000145 --reason "test data"',
  },
  check: { takes: '[connection]', example: 'jinqiao check kingdee' },
  doctor: { example: 'jinqiao doctor --json' },
  config: { example: 'jinqiao config show' },
  schedules: { example: 'jinqiao schedules apply' },
  alerts: { example: 'jinqiao alerts test finance-group' },
  worker: { example: 'jinqiao worker --config /etc/jinqiao.yml' },
  completion: {
    takes: '<shell>',
    example: 'jinqiao completion bash > ~/.local/share/bash-completion/completions/jinqiao',
  },
  sandbox: { example: 'jinqiao sandbox --port 8700 --size warehouses=230' },
} satisfies Record<string, VerbForm>;

export type VerbName = keyof typeof verbs;

/** A command with a verb's description, arguments and example; its options are the caller's to add. */
export function verb(name: VerbName): Command {
  const { takes, example }: VerbForm = verbs[name];
  const texts = messages().help;
  const command = new Command(name)
    .description(texts.verb[name].does)
    .addHelpText('after', `\n${texts.example(example)}`);
  return takes ? command.arguments(takes) : command;
}
