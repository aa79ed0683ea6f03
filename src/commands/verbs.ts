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
