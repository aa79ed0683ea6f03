import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type YAMLMap,
  type YAMLParseError,
  type Alias,
  type Node,
} from 'yaml';
import { type ConfigFault, ConfigFaults, type ValuePath } from './faults';

type Problem = YAMLParseError['code'];

/** Faults of its grammar that are told of one file: the first ones cause the others. */
const MOST_TOLD = 20;

/** A YAML file as a tree of texts, lists and maps, with the places of its values. */
export interface YamlFile {
  readonly tree: unknown;
  /** Line of the value at a path, or of the nearest one around it. */
  lineOf(at: ValuePath): number | undefined;
}

/**
 * Reads YAML in which everything is text, so that codes keep their leading zeros; the schemas say what is a number.
 * @throws ConfigFaults where it is no YAML, where an alias has no anchor or stands inside of what it repeats, and where
 * aliases would unfold into more than anybody writes
 */
export function readYaml(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const faults = (found: readonly ConfigFault[]): void => {
    if (found.length > 0) throw new ConfigFaults(file, found);
  };
  // The parser compares each key of a map with all before it: hundreds of thousands would keep it busy for hours.
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, uniqueKeys: false });
  faults(document.errors.slice(0, MOST_TOLD).map(notYamlOf));
  faults(oddNodes(document, lines));
  const tree: unknown = document.toJS({ maxAliasCount: -1 });
  return { tree, lineOf: (at) => lineOf(document, lines, at) };
}

/** What the parser does not look for: keys that stand twice or are no text, and aliases that lead nowhere, to themselves or too far. */
function oddNodes(document: Document, lines: LineCounter): ConfigFault[] {
  const faults: ConfigFault[] = [];
  const aliases = new Aliases();
  const report = (node: unknown, problem: Problem, said: string) =>
    faults.push(notYaml(problem, said, lineOfNode(node, lines)));
  visit(document, (_, node) => {
    if (isMap(node)) {
      const key = oddKey(node);
      if (key) report(key, isCollection(key) ? 'NON_STRING_KEY' : 'DUPLICATE_KEY', 'Map keys');
    }
    if (isAlias(node)) {
      const problem = aliases.problemOf(node);
      if (problem) report(node, problem, `alias *${node.source.slice(0, 40)}`);
    } else if (isNode(node)) aliases.meet(node);
    return faults.length < MOST_TOLD ? undefined : visit.BREAK;
  });
  return faults;
}

/** The first key of a map that stands there a second time, or that is a list or a map. */
function oddKey(map: YAMLMap): unknown {
  const seen = new Set<string>();
  for (const { key } of map.items) {
    if (isCollection(key)) return key;
    const name = String(isScalar(key) ? key.value : key);
    if (seen.has(name)) return key;
    seen.add(name);
  }
  return undefined;
}
function notYaml(problem: Problem, said: string, line: number | undefined): ConfigFault {
  return { path: '', ...(line === undefined ? {} : { line }), reason: { code: 'not-yaml', problem, said } };
}

function notYamlOf(error: YAMLParseError): ConfigFault {
  return notYaml(error.code, sentenceOf(error), error.linePos?.[0].line);
}

/** The parser's first line, without the place, which is told beside it. */
function sentenceOf({ message, code }: YAMLParseError): string {
  return (
    message
      .split('\n')[0]
      ?.replace(/ at line .*$/, '')
      .slice(0, 200) ?? code
  );
}

function lineOf(document: Document, lines: LineCounter, at: ValuePath): number | undefined {
  for (let depth = at.length; depth > 0; depth -= 1) {
    const line = lineOfNode(document.getIn(at.slice(0, depth), true), lines);
    if (line !== undefined) return line;
  }
  return undefined;
}

function lineOfNode(node: unknown, lines: LineCounter): number | undefined {
  return isNode(node) && node.range ? lines.linePos(node.range[0]).line : undefined;
}

/** Values that all aliases of a file may repeat together. */
const MOST_REPEATED = 1_000;

/** The aliases of a document, met in its order: what each stands for, and how much they repeat. */
class Aliases {
  private readonly anchors = new Map<string, Node>();
  private readonly targets = new Map<Alias, Node>();
  private repeated = 0;

  /** Notes a node's anchor, for the aliases behind it. */
  meet(node: Node): void {
    if (!isAlias(node) && 'anchor' in node && node.anchor) this.anchors.set(node.anchor, node);
  }

  /** What is wrong with an alias: it has no anchor before it, stands inside of what it repeats, or all repeat too much. */
  problemOf(alias: Alias): 'BAD_ALIAS' | 'RESOURCE_EXHAUSTION' | undefined {
    const target = this.anchors.get(alias.source);
    if (!target) return 'BAD_ALIAS';
    if (isWithin(alias, target)) return 'RESOURCE_EXHAUSTION';
    this.targets.set(alias, target);
    this.repeated += this.sizeOf(target, MOST_REPEATED - this.repeated);
    return this.repeated >= MOST_REPEATED ? 'RESOURCE_EXHAUSTION' : undefined;
  }

  /** Values that a node unfolds into, counted no further than `most`. */
  private sizeOf(node: Node, most: number): number {
    let size = 0;
    visit(node, (_, inner) => {
      const target = isAlias(inner) ? this.targets.get(inner) : undefined;
      size += target ? this.sizeOf(target, most - size) : 1;
      return size < most ? undefined : visit.BREAK;
    });
    return size;
  }
}

function isWithin(alias: Alias, target: Node): boolean {
  if (!target.range || !alias.range) return false;
  return target.range[0] <= alias.range[0] && alias.range[0] < target.range[2];
}
