import { faultsOf } from '../../activities/parameters';
import type { Config, Environment, SchemeConfig } from '../../config/config';
import { loadEnvironment } from '../../config/environment';
import { loadConfig } from '../../config/load';
import { schemes as catalogue } from '../../workflows/catalogue';
import type { SchemeTable } from '../../workflows/engine/scheme';
import { CliError, exitCodes } from './exit';
import { parameterText } from '../texts/fault';
import { suggested } from '../texts/suggested';
import { words } from '../words';

/** Configuration and environment that a verb works with. */
export interface Context {
  readonly config: Config;
  readonly env: Environment;
}

/** Loads `.env` and the configuration. @throws ConfigFaults */
export function openContext(configPath: string | undefined): Context {
  const env = loadEnvironment();
  return { config: loadConfig({ path: configPath, env }), env };
}

/** A scheme of this build together with its configuration. */
export interface ConfiguredScheme {
  readonly table: SchemeTable;
  readonly settings: SchemeConfig;
}

/** The scheme's table, by name. @throws CliError naming what there is */
export function knownScheme(name: string): SchemeTable {
  const table = Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
  if (table) return table;
  const advice = suggested(name, Object.keys(catalogue));
  throw new CliError(words().error.unknownScheme(name), exitCodes.usage, advice);
}

/** The scheme with its configuration. @throws CliError when it is unknown or not configured */
export function configuredScheme(name: string, config: Config): ConfiguredScheme {
  const table = knownScheme(name);
  const settings = config.schemes[name];
  if (settings) return { table, settings };
  const { notConfigured, addScheme } = words().error;
  throw new CliError(notConfigured(name, config.path), exitCodes.usage, addScheme);
}

/** Refuses parameters that the scheme does not have, and values that they do not take. @throws CliError naming what there is */
export function checkParameters(table: SchemeTable, given: Readonly<Record<string, string>>): void {
  const known = Object.keys(table.parameters);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const message = words().error.noParameter(table.name, unknown);
    throw new CliError(message, exitCodes.usage, suggested(unknown, known));
  }
  const faults = faultsOf(table.parameters, given).map(([name, fault]) =>
    words().fault.ofParameter(name, parameterText(fault)),
  );
  if (faults.length > 0) throw new CliError(`${table.name}: ${faults.join('; ')}`, exitCodes.usage);
}
