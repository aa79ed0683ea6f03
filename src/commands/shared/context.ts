import { catalogue } from '../../operations/catalogue';
import { type SchemeTable, faultsOf } from '../../contract/scheme';
import path from 'node:path';
import type { Config, Environment, SchemeConfig } from '../../config/config';
import { configSource } from '../../config/environment';
import { loadConfig } from '../../config/load';
import { temporalTarget } from '../../temporal/target';
import { schemes } from '../../workflows/catalogue';
import { CliError, exitCodes } from './exit';
import { parameterText } from '../../messages/faults';
import { suggested } from '../../messages/configuration';
import { notify } from '../terminal/output';
import { messages } from '../../messages';
import type { CommonOptions } from './options';

/** Configuration and environment that a verb works with. */
export interface Context {
  readonly config: Config;
  readonly env: Environment;
  /** Whether the configuration's references find the variables of the development stack that runs now. */
  readonly isOfStack: boolean;
}

/** Loads `.env` and the configuration. @throws ConfigFaults */
export function loadContext(named: string | undefined): Context {
  const { file, env, isOfStack } = configSource(named);
  return { config: loadConfig({ path: file, env, catalogue }), env, isOfStack };
}

/**
 * Loads `.env` and the configuration, and says on stderr which file and which server the command goes by; with `json`
 * only the result is told. @throws ConfigFaults
 */
export function openContext({ config: named, json }: CommonOptions): Context {
  const context = loadContext(named);
  if (!json) notify(usedText(context));
  return context;
}

function usedText({ config, isOfStack }: Context): string {
  const { address, namespace } = temporalTarget(config.temporal);
  const own = path.relative(process.cwd(), path.resolve(config.path));
  const file = own.startsWith('..') ? path.resolve(config.path) : own;
  return messages().config.uses(file, address, namespace, config.temporal.taskQueue, isOfStack);
}

/** A scheme of this build together with its configuration. */
export interface ConfiguredScheme {
  readonly table: SchemeTable;
  readonly settings: SchemeConfig;
}

/** The scheme's table, by name. @throws CliError naming what there is */
export function knownScheme(name: string): SchemeTable {
  const table = Object.hasOwn(schemes, name) ? schemes[name] : undefined;
  if (table) return table;
  const advice = suggested(name, Object.keys(schemes));
  throw new CliError(messages().error.unknownScheme(name), exitCodes.usage, advice);
}

/** The scheme with its configuration. @throws CliError when it is unknown or not configured */
export function configuredScheme(name: string, config: Config): ConfiguredScheme {
  const table = knownScheme(name);
  const settings = config.schemes[name];
  if (settings) return { table, settings };
  const { notConfigured, addScheme } = messages().error;
  throw new CliError(notConfigured(name, config.path), exitCodes.usage, addScheme);
}

/** Refuses parameters that the scheme does not have, and values that they do not take. @throws CliError naming what there is */
export function checkParameters(table: SchemeTable, given: Readonly<Record<string, string>>): void {
  const known = Object.keys(table.parameters);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const message = messages().error.noParameter(table.name, unknown);
    throw new CliError(message, exitCodes.usage, suggested(unknown, known));
  }
  const faults = faultsOf(table.parameters, given).map(([name, fault]) =>
    messages().fault.ofParameter(name, parameterText(fault)),
  );
  if (faults.length > 0) throw new CliError(`${table.name}: ${faults.join('; ')}`, exitCodes.usage);
}
