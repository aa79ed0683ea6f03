import path from 'node:path';
import { checkAlerts, checkConnections, checkSchemes } from './check';
import type { Config, Environment, SchemeCatalogue, SchemeConfig } from './config';
import { ConfigFaults, FoundFaults, type Report } from './faults';
import { resolveReferences } from './references';
import { type FileShape, fileShape } from './shape';
import { defaultPath, readConfigText } from './text';
import { validate } from './validate';
import { readYaml } from './yaml';

/** Where to read from, and what to check against. */
export interface LoadOptions {
  /** Default: `jinqiao.yml` in the working folder. */
  readonly path?: string | undefined;
  /** What `{ env: NAME }` reads from. Default: the process's environment. */
  readonly env?: Environment;
  /** The schemes there are. */
  readonly catalogue: SchemeCatalogue;
}

/**
 * Reads `jinqiao.yml`, resolves its references and checks it as a whole.
 *
 * @throws ConfigFaults with every fault found, by name the first fifty
 */
export function loadConfig(options: LoadOptions): Config {
  const env = options.env ?? process.env;
  const file = options.path ?? defaultPath;
  const { tree: written, lineOf } = readYaml(file, readConfigText(file));
  const found = new FoundFaults();
  const folder = path.dirname(path.resolve(file));
  const tree = resolveReferences(written ?? {}, env, folder, found.report);
  const config = check(tree, options.catalogue, found.reportOnce);
  const faults = found.inFileOrder(lineOf);
  if (faults.length > 0 || !config) throw new ConfigFaults(file, faults, found.further);
  return { path: file, ...config };
}

function check(tree: unknown, catalogue: SchemeCatalogue, report: Report): Omit<Config, 'path'> | undefined {
  const shape = validate(fileShape, tree, [], report);
  // The parts are checked even when the file around them is at fault: one round shows everything.
  const connections = checkConnections(tree, report);
  checkSchemes(tree, catalogue, report);
  checkAlerts(tree, catalogue, report);
  return shape && { ...shape, connections, schemes: named(shape.schemes) };
}

function named(schemes: FileShape['schemes']): Record<string, SchemeConfig> {
  return Object.fromEntries(Object.entries(schemes).map(([name, scheme]) => [name, { name, ...scheme }]));
}
