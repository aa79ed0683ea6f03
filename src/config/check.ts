import { faultsOf } from '../contract/scheme';
import type { SchemeCatalogue } from './config';
import type { FaultReason, NameKind, Report } from './faults';
import { type ConnectionSettings, platformNamed, platforms } from '../connectors';
import { validate } from './validate';

type Tree = Readonly<Record<string, unknown>>;

/** Checks each connection against its platform's own schema; faulty ones are reported and left out. */
export function checkConnections(tree: unknown, report: Report): Record<string, ConnectionSettings> {
  const checked = entries(tree, 'connections').map(
    ([name, settings]) => [name, checkConnection(name, settings, report)] as const,
  );
  return Object.fromEntries(checked.flatMap(([name, settings]) => (settings ? [[name, settings]] : [])));
}

function checkConnection(name: string, settings: Tree, report: Report): ConnectionSettings | undefined {
  const { platform } = settings;
  if (typeof platform !== 'string') return undefined;
  const known = platformNamed(platform);
  if (!known) {
    const names = platforms.map((one) => one.name);
    report(['connections', name, 'platform'], unknown('platform', platform, names));
    return undefined;
  }
  return validate(known.settings, settings, ['connections', name], report);
}

/** Checks each scheme's name, connections and parameters, their values too, against what there is; the shape is the caller's concern. */
export function checkSchemes(tree: unknown, catalogue: SchemeCatalogue, report: Report): void {
  for (const [name, scheme] of entries(tree, 'schemes')) checkScheme(name, scheme, tree, catalogue, report);
}

/** Checks the schemes that channels name. */
export function checkAlerts(tree: unknown, catalogue: SchemeCatalogue, report: Report): void {
  for (const [channel, { schemes }] of entries(asTree(tree).alerts, 'channels')) {
    const named: unknown[] = Array.isArray(schemes) ? schemes : [];
    named.forEach((name, index) => {
      if (typeof name === 'string' && !Object.hasOwn(catalogue, name))
        report(
          ['alerts', 'channels', channel, 'schemes', String(index)],
          unknown('scheme', name, Object.keys(catalogue)),
        );
    });
  }
}

function checkScheme(
  name: string,
  scheme: Tree,
  tree: unknown,
  catalogue: SchemeCatalogue,
  report: Report,
): void {
  const table = Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
  if (!table) return report(['schemes', name], unknown('scheme', name, Object.keys(catalogue)));
  for (const role of ['source', 'target'] as const) {
    checkRole(role, table[role].platform, name, scheme[role], tree, report);
  }
  checkNames(name, 'parameters', scheme.parameters, table.parameters, report);
  for (const [key, fault] of faultsOf(table.parameters, textsOf(scheme.parameters)))
    report(['schemes', name, 'parameters', key], { code: 'parameter', ...fault });
  checkNames(name, 'codeTables', scheme.codeTables, table.codeTables ?? {}, report);
  checkSlices(name, scheme, table, report);
}

/** A slice is no longer than the source takes; a scheme whose window is not sliced has no such setting. */
function checkSlices(
  name: string,
  scheme: Tree,
  { sliceDays, mostDays = sliceDays }: SchemeCatalogue[string],
  report: Report,
): void {
  for (const key of ['sliceDays', 'sliceHours'].filter((setting) => scheme[setting] !== undefined)) {
    const at = ['schemes', name, key];
    if (mostDays === undefined) report(at, { code: 'not-sliced' });
    else if (key === 'sliceDays' && Number(scheme[key]) > mostDays)
      report(at, { code: 'too-big', limit: mostDays, excluded: false, of: 'number' });
  }
}

/** Reports the keys of a part of a scheme that the scheme does not have. */
function checkNames(
  scheme: string,
  part: 'parameters' | 'codeTables',
  given: unknown,
  declared: Readonly<Record<string, unknown>>,
  report: Report,
): void {
  const known = Object.keys(declared);
  const kind = part === 'parameters' ? 'parameter' : 'codeTable';
  for (const key of Object.keys(asTree(given)).filter((key) => !known.includes(key))) {
    report(['schemes', scheme, part, key], unknown(kind, key, known));
  }
}

/** Texts of a map; what is none is the concern of the file's shape. */
function textsOf(given: unknown): Readonly<Record<string, string>> {
  const texts = Object.entries(asTree(given)).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(texts) as Record<string, string>;
}

function checkRole(
  role: 'source' | 'target',
  platform: string,
  scheme: string,
  connection: unknown,
  tree: unknown,
  report: Report,
): void {
  if (typeof connection !== 'string') return;
  const at = ['schemes', scheme, role];
  const connections = Object.fromEntries(entries(tree, 'connections'));
  const found = Object.hasOwn(connections, connection) ? connections[connection] : undefined;
  if (!found) return report(at, unknown('connection', connection, Object.keys(connections)));
  if (found.platform === platform) return;
  report(at, {
    code: 'other-platform',
    connection,
    platform: String(found.platform),
    needed: platform,
  });
}

function unknown(kind: NameKind, name: string, known: readonly string[]): FaultReason {
  return { code: 'unknown-name', kind, name, known };
}

function entries(tree: unknown, key: string): [string, Tree][] {
  return Object.entries(asTree(asTree(tree)[key])).map(([name, value]) => [name, asTree(value)]);
}

function asTree(value: unknown): Tree {
  return typeof value === 'object' && value !== null ? (value as Tree) : {};
}
