import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Document, isNode, LineCounter, parseDocument, type YAMLParseError } from 'yaml';
import { mappings } from '../mappings';
import { schemes } from '../workflows/catalogue';
import { checkAlerts, checkConnections, checkSchemes } from './check';
import type { Config, Environment, SchemeCatalogue, SchemeConfig } from './config';
import { type ConfigFault, ConfigFaults, type FaultReason } from './faults';
import { type Report, resolveReferences, type ValuePath } from './references';
import { type FileShape, fileShape } from './shape';
import { validate } from './validate';

/** Name of the configuration file in the working folder. */
export const defaultPath = 'jinqiao.yml';

/** Where to read from; everything has a default. */
export interface LoadOptions {
  /** Default: `JINQIAO_CONFIG`, then `jinqiao.yml` in the working folder. */
  readonly path?: string | undefined;
  /** What `{ env: NAME }` reads from. Default: the process's environment. */
  readonly env?: Environment;
  /** The schemes there are. Default: all of this build. */
  readonly catalogue?: SchemeCatalogue;
}

/** The file that is read: what was named, then `JINQIAO_CONFIG`, then `jinqiao.yml` of the working folder. */
export function configFile(named: string | undefined, env: Environment): string {
  return named ?? env.JINQIAO_CONFIG ?? defaultPath;
}

/**
 * Reads `jinqiao.yml`, resolves its references and checks it as a whole.
 *
 * @throws ConfigFaults with every fault found
 */
export function loadConfig(options: LoadOptions = {}): Config {
  const env = options.env ?? process.env;
  const file = configFile(options.path, env);
  const lines = new LineCounter();
  // Everything is read as text, so that codes keep their leading zeros; the schema says what is a number.
  const document = parseDocument(read(file), { schema: 'failsafe', lineCounter: lines });
  const faults: ConfigFault[] = document.errors.map((error) => ({
    path: '',
    line: error.linePos?.[0].line,
    reason: { code: 'not-yaml', problem: error.code, said: sentenceOf(error) },
  }));
  if (faults.length) throw new ConfigFaults(file, faults);

  const report: Report = (at, reason) =>
    faults.push({ path: at.join('.'), line: lineOf(document, lines, at), reason });
  const tree = resolveReferences(document.toJS() ?? {}, env, path.dirname(path.resolve(file)), report);
  const config = check(tree, options.catalogue ?? allSchemes(), distinct(faults, report));
  if (faults.length || !config) throw new ConfigFaults(file, inFileOrder(faults));
  return { path: file, ...config };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = String((error as NodeJS.ErrnoException).code);
    const reason: FaultReason = why === 'ENOENT' ? { code: 'no-file' } : { code: 'unreadable', why };
    throw new ConfigFaults(file, [{ path: '', reason }]);
  }
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

/** A report that says nothing twice about one place: a reference that failed also leaves a gap in the shape. */
function distinct(faults: readonly ConfigFault[], report: Report): Report {
  return (at, reason) => {
    if (!faults.some((fault) => fault.path === at.join('.'))) report(at, reason);
  };
}

/** The parser's first line, without the place, which is told beside it. */
function sentenceOf({ message, code }: YAMLParseError): string {
  return message.split('\n')[0]?.replace(/ at line .*$/, '') ?? code;
}

/** Line of the value at a path, or of the nearest one around it. */
function lineOf(document: Document, lines: LineCounter, at: ValuePath): number | undefined {
  for (let depth = at.length; depth > 0; depth -= 1) {
    const node = document.getIn(at.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}

function inFileOrder(faults: readonly ConfigFault[]): ConfigFault[] {
  return [...faults].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

/** The schemes of this build, with the code tables that their mappings name. */
function allSchemes(): SchemeCatalogue {
  return Object.fromEntries(
    Object.entries(schemes).map(([name, table]) => [
      name,
      { ...table, codeTables: mappings[name]?.codeTables },
    ]),
  );
}
