import type { Command } from 'commander';
import { withConfig, withJson } from './options';
import { type Selection, signalRepairs } from './repairs';
import { verb } from './verbs';

interface DiscardOptions extends Selection {
  readonly reason: string;
  readonly who?: string;
}

/** `jinqiao discard <scheme> [key…]`: gives records up, with a reason that stays. */
export function discardCommand(): Command {
  return withJson(withConfig(verb('discard')), 'what was asked')
    .requiredOption('--reason <text>', 'why; it stays with the record')
    .option('--cause <cause>', 'all open repairs with this cause')
    .option('--all', 'all open repairs of the scheme')
    .option('--who <name>', 'who decided it')
    .action(discard);
}

async function discard(name: string, keys: readonly string[], options: DiscardOptions): Promise<void> {
  const { reason, who } = options;
  const payload = who === undefined ? { reason } : { reason, who };
  return signalRepairs(name, keys, options, { name: 'discard', payload });
}
