import type { Command } from 'commander';
import { colours } from './terminal/colours';
import type { Config } from '../config/config';
import { plainHttpConnections } from '../config/plainHttp';
import { type CheckedPart, checkPart, type CheckStep, exitCodeOfCheck, spokenSteps } from './check/part';
import { checkTemporal } from './check/temporal';
import { openContext } from './shared/context';
import { CliError, exitCodes } from './shared/exit';
import { openRuntime } from './shared/openRuntime';
import { type CommonOptions, withConfig, withJson } from './shared/options';
import { notify, print, printJson } from './terminal/output';
import { onStopSignal } from './terminal/stopSignal';
import { suggested } from '../messages/configuration';
import { verb } from './verbs';
import { messages } from '../messages';
import { schemes } from '../workflows/catalogue';

/** `jinqiao check [connection]`: is everything reachable, in time, let in and permitted? */
export function checkCommand(): Command {
  return withJson(withConfig(verb('check')), messages().help.verb.check.prints).action(check);
}

async function check(connection: string | undefined, options: CommonOptions): Promise<void> {
  const { config } = openContext(options);
  if (connection !== undefined && !Object.hasOwn(config.connections, connection))
    throw unknownConnection(connection, config);
  const { signal } = onStopSignal();
  const parts: CheckedPart[] = [];
  for await (const part of checkParts(config, connection, signal)) {
    if (!options.json) print(describe(part));
    parts.push(part);
  }
  const plain = plainHttpConnections(config).filter(
    (name) => connection === undefined || name === connection,
  );
  if (plain.length > 0) notify(messages().check.plainHttp(plain.join(', ')));
  if (options.json) printJson({ ok: parts.every((part) => part.ok), parts });
  process.exitCode = exitCodeOfCheck(parts);
}

function unknownConnection(name: string, config: Config): CliError {
  const advice = suggested(name, Object.keys(config.connections));
  return new CliError(messages().error.unknownConnection(name), exitCodes.usage, advice);
}

async function* checkParts(
  config: Config,
  only: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<CheckedPart> {
  if (only === undefined) {
    yield await checkPart('temporal', 'temporal', checkTemporal(config));
  }
  const runtime = await openRuntime(config);
  try {
    const connectors = Object.entries({ ...runtime.sources, ...runtime.targets });
    for (const [name, connector] of connectors.filter(([name]) => only === undefined || name === only)) {
      const steps = connector.probe({ signal }, formsWritten(config, name));
      yield await checkPart(name, connector.platform, spokenSteps(steps));
    }
  } finally {
    await runtime.close();
  }
}

/** Forms that the configured schemes write to a connection. */
function formsWritten({ schemes: settings }: Config, connection: string): string[] {
  return Object.entries(settings).flatMap(([name, { target }]) => {
    const form = target === connection ? schemes[name]?.target.form : undefined;
    return form === undefined ? [] : [form];
  });
}

function describe({ name, platform, steps }: CheckedPart): string {
  const title = name === platform ? name : `${name} (${platform})`;
  return [colours.bold(title), ...steps.map(describeStep)].join('\n');
}

function describeStep({ step, ok, detail, advice }: CheckStep): string {
  const line = `  ${ok ? colours.green('✓') : colours.red('✗')} ${messages().check.step[step]}: ${detail}`;
  return advice ? `${line}\n    ${advice}` : line;
}
