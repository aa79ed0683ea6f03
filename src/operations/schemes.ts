import type { Config, SchemeCatalogue, SchemeConfig } from '../config/config';
import { joined } from '../contract/bilingual';
import { faultsOf, type SchemeTable } from '../contract/scheme';
import { mappings } from '../mappings';
import { error, suggested } from '../messages/configuration';
import { fault, parameterText } from '../messages/faults';
import { schemes } from '../workflows/catalogue';
import { OperationError } from './errors';

/** The schemes of this build, with the code tables that their mappings name: what a configuration is checked against. */
export const catalogue: SchemeCatalogue = Object.fromEntries(
  Object.entries(schemes).map(([name, table]) => [
    name,
    { ...table, codeTables: mappings[name]?.codeTables },
  ]),
);

/** A scheme of this build together with its configuration. */
export interface ConfiguredScheme {
  readonly table: SchemeTable;
  readonly settings: SchemeConfig;
}

/** Whether a name is a scheme's, and not a workflow id. */
export function isScheme(name: string): boolean {
  return Object.hasOwn(schemes, name);
}

/** The scheme's table, by name. @throws OperationError naming what there is */
export function knownScheme(name: string): SchemeTable {
  const table = isScheme(name) ? schemes[name] : undefined;
  if (table) return table;
  throw new OperationError('usage', error.unknownScheme(name), suggested(name, Object.keys(schemes)));
}

/** The scheme with its configuration. @throws OperationError when it is unknown or not configured */
export function configuredScheme(name: string, config: Config): ConfiguredScheme {
  const table = knownScheme(name);
  const settings = config.schemes[name];
  if (settings) return { table, settings };
  throw new OperationError('usage', error.notConfigured(name, config.path), error.addScheme);
}

/** Refuses parameters that the scheme does not have, and values that they do not take. @throws OperationError naming what there is */
export function checkParameters(table: SchemeTable, given: Readonly<Record<string, string>>): void {
  const known = Object.keys(table.parameters);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new OperationError('usage', error.noParameter(table.name, unknown), suggested(unknown, known));
  const faults = faultsOf(table.parameters, given).map(([name, found]) =>
    fault.ofParameter(name, parameterText(found)),
  );
  if (faults.length === 0) return;
  const { en, zh } = joined(faults, '; ');
  throw new OperationError('usage', { en: `${table.name}: ${en}`, zh: `${table.name}: ${zh}` });
}
