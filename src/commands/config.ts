import { Command } from 'commander';
import type { Config } from '../config/config';
import { type ConfigFault, ConfigFaults } from '../config/faults';
import { type Origin, readOrigins, type ShownValue, shownValues } from '../config/shown';
import { temporalTarget } from '../temporal/target';
import { openContext } from './shared/context';
import { exitCodes } from './shared/exit';
import { faultText } from '../messages/faults';
import { type CommonOptions, withConfig, withJson } from './shared/options';
import { print, printJson, table } from './terminal/output';
import { verb } from './verbs';
import { localize, messages } from '../messages';

/** `jinqiao config …`: whether the configuration is right, and what it comes to. */
export function configCommand(): Command {
  const texts = messages().help.verb.config;
  const sub = (name: 'validate' | 'show') =>
    withJson(withConfig(new Command(name).description(texts[name])), texts.prints);
  return verb('config').addCommand(sub('validate').action(validate)).addCommand(sub('show').action(show));
}

async function validate(options: CommonOptions): Promise<void> {
  try {
    const { config } = openContext(options);
    const { path, connections, schemes } = config;
    if (options.json) printJson({ valid: true, path, faults: [] });
    else print(messages().config.valid(path, Object.keys(connections).length, Object.keys(schemes).length));
  } catch (error) {
    if (!options.json || !(error instanceof ConfigFaults)) throw error;
    printJson({ valid: false, path: error.file, faults: error.faults.map(faultJson) });
    process.exitCode = exitCodes.usage;
  }
}

/** A fault for scripts: `code` is one in every language, `message` is in the one in use. */
function faultJson({ path, line, reason }: ConfigFault) {
  return { path, line, code: reason.code, message: localize(faultText(reason)) };
}

async function show(options: CommonOptions): Promise<void> {
  const { config, env } = openContext(options);
  const origins = readOrigins(config.path, env);
  const values = shownValues(...withTemporalVariables(config, origins));
  if (options.json) return printJson({ path: config.path, values });
  const { head } = messages();
  print(
    table(
      [head.key, head.value, head.from],
      collapsed(values).map(({ path, value, origin }) => [path, String(value), shownOrigin(origin)]),
    ),
  );
}

/** Temporal's own variables win over the file when a connection is made, so they are what holds. */
function withTemporalVariables(
  config: Config,
  origins: ReadonlyMap<string, Origin>,
): [Config, ReadonlyMap<string, Origin>] {
  const { address, namespace } = temporalTarget(config.temporal);
  const variables = { address: 'TEMPORAL_ADDRESS', namespace: 'TEMPORAL_NAMESPACE' } as const;
  const all = new Map(origins);
  for (const [key, name] of Object.entries(variables)) {
    if (process.env[name]) all.set(`temporal.${key}`, { kind: 'env', name });
  }
  return [{ ...config, temporal: { ...config.temporal, address, namespace } }, all];
}

/** Code tables may have hundreds of entries; on a terminal their number is enough. */
function collapsed(values: readonly ShownValue[]): ShownValue[] {
  const tables = new Map<string, ShownValue[]>();
  for (const value of values) {
    const [name = value.path] = /^schemes\.[^.]+\.codeTables\.[^.]+/.exec(value.path) ?? [];
    tables.set(name, [...(tables.get(name) ?? []), value]);
  }
  return [...tables].flatMap(([path, held]) =>
    held[0]?.path === path ? held : [{ ...held[0], path, value: messages().config.entries(held.length) }],
  );
}

function shownOrigin(origin: Origin | undefined): string {
  const texts = messages().config.origin;
  switch (origin?.kind) {
    case undefined:
      return texts.default;
    case 'env':
      return texts.env(origin.name);
    case 'fallback':
      return texts.fallback(origin.name);
    case 'file':
      return texts.secretFile(origin.name);
    default:
      return texts.file;
  }
}
