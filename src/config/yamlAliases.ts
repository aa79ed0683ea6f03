import { type Alias, isAlias, type Node, visit } from 'yaml';

/** Values that all aliases of a file may repeat together. */
const MOST_REPEATED = 1_000;

/** The aliases of a document, met in its order: what each stands for, and how much they repeat. */
export class Aliases {
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
