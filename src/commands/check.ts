import type { Command } from 'commander';
import { plainHttpConnections } from '../config/plainHttp';
import { localize, messages } from '../messages';
import { type CheckedPart, checkParts, type CheckStep } from '../operations/check';
import { openContext } from './shared/context';
import { exitCodes } from './shared/exit';
import { type CommonOptions, withConfig, withJson } from './shared/options';
import { colours, localizedLine, notify, print, printJson } from './terminal/output';
import { onStopSignal } from './terminal/stopSignal';
import { verb } from './verbs';

/** `jinqiao check [connection]`: is everything reachable, in time, let in and permitted? */
export function checkCommand(): Command {
  return withJson(withConfig(verb('check')), messages().help.verb.check.prints).action(check);
}

async function check(connection: string | undefined, options: CommonOptions): Promise<void> {
  const { config } = openContext(options);
  const { signal } = onStopSignal();
  const parts = await checkParts(config, connection, signal, (part) => {
    if (!options.json) print(describe(part));
  });
  const plain = plainHttpConnections(config).filter(
    (name) => connection === undefined || name === connection,
  );
  if (plain.length > 0) notify(messages().check.plainHttp(plain.join(', ')));
  if (options.json) printJson({ ok: parts.every((part) => part.ok), parts: parts.map(localized) });
  process.exitCode = exitCodeOf(parts);
}

function localized({ steps, ...part }: CheckedPart) {
  return { ...part, steps: steps.map(localizedLine) };
}

/** Unreachable counts more than refused. */
function exitCodeOf(parts: readonly CheckedPart[]): number {
  if (parts.every((part) => part.ok)) return exitCodes.ok;
  const unreachable = parts.some((part) => part.steps.some((step) => step.step === 'reachable' && !step.ok));
  return unreachable ? exitCodes.unreachable : exitCodes.failed;
}

function describe({ name, platform, steps }: CheckedPart): string {
  const title = name === platform ? name : `${name} (${platform})`;
  return [colours.bold(title), ...steps.map(describeStep)].join('\n');
}

function describeStep({ step, ok, detail, advice }: CheckStep): string {
  const mark = ok ? colours.green('✓') : colours.red('✗');
  const line = `  ${mark} ${messages().check.step[step]}: ${localize(detail)}`;
  return advice
    ? `${line}
    ${localize(advice)}`
    : line;
}
