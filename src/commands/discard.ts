import type { Command } from 'commander';
import { messages } from '../messages';
import { type Selection, send } from './retry';
import { readText, withConfig, withJson } from './shared/options';
import { verb } from './verbs';

interface DiscardOptions extends Selection {
  readonly reason: string;
  readonly who?: string;
}

/** `jinqiao discard <scheme> [key…]`: gives records up, with a reason that stays. */
export function discardCommand(): Command {
  const { discard: own, repairs } = messages().help.verb;
  return withJson(withConfig(verb('discard')), repairs.prints)
    .requiredOption('--reason <text>', own.reason, readText)
    .option('--cause <cause>', repairs.cause)
    .option('--all', repairs.all)
    .option('--who <name>', own.who, readText)
    .action(discard);
}

async function discard(name: string, keys: readonly string[], options: DiscardOptions): Promise<void> {
  const { reason, who } = options;
  const payload = who === undefined ? { reason } : { reason, who };
  return send(name, keys, options, { name: 'discard', payload });
}
