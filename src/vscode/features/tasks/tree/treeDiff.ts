import type { TaskNode } from './grouping.ts';

/** The visible content of a tree item. */
export interface Look {
  readonly text: string;
  /** Changes with time. Refreshed only occasionally. */
  readonly age: string;
}

export interface Lines {
  /** Returns the children of an item, or the top-level items. */
  below(node?: TaskNode): readonly TaskNode[];
  look(node: TaskNode): Look;
}

interface Known {
  readonly node: TaskNode;
  look?: Look;
  /** The IDs of the children, once they were requested. */
  below?: string;
}

/**
 * The tree items as VS Code knows them. Each item keeps its object for its lifetime, and only changed items are
 * refreshed. VS Code loses the mapping of all items below a refreshed one until it is rendered, and a command that runs
 * at that moment would receive no item.
 */
export class TaskLines {
  readonly #lines: Lines;
  #known = new Map<string, Known>();
  #top: string | undefined;

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  /** Returns the children of an item, or the top-level items, and records them as shown. */
  give(node?: TaskNode): TaskNode[] {
    const below = this.#lines.below(node).map(line => this.#same(line));
    const ids = idsOf(below);
    if (node === undefined) this.#top = ids;
    else this.#knownOf(node).below = ids;
    return below;
  }

  /** Records the current content of an item as rendered. */
  drawn(node: TaskNode): void {
    this.#knownOf(node).look = this.#lines.look(node);
  }

  /** Returns the items to refresh including their children, or undefined to refresh everything. */
  changed(ages: boolean): undefined | readonly TaskNode[] {
    const top = this.#lines.below().map(line => this.#same(line));
    if (idsOf(top) !== this.#top) return undefined;
    const changed: TaskNode[] = [];
    const there = new Map<string, Known>();
    const look = (node: TaskNode, withParent: boolean): void => {
      const known = this.#knownOf(node);
      there.set(lineId(node), known);
      const below = known.below === undefined ? [] : this.#lines.below(node).map(line => this.#same(line));
      const others = known.below !== undefined && known.below !== idsOf(below);
      const isStale =
        withParent || others || (known.look !== undefined && differs(known.look, this.#lines.look(node), ages));
      if (isStale && !withParent) changed.push(node);
      for (const line of below) look(line, isStale);
    };
    for (const line of top) look(line, false);
    this.#known = there;
    return changed;
  }

  #same(node: TaskNode): TaskNode {
    const known = this.#known.get(lineId(node));
    if (known === undefined) {
      this.#known.set(lineId(node), { node });
      return node;
    }
    return Object.assign(known.node, node);
  }

  #knownOf(node: TaskNode): Known {
    const id = lineId(node);
    const known = this.#known.get(id) ?? { node };
    this.#known.set(id, known);
    return known;
  }
}

const idsOf = (nodes: readonly TaskNode[]): string => nodes.map(lineId).join('\n');

const differs = (before: Look, now: Look, ages: boolean): boolean =>
  before.text !== now.text || (ages && before.age !== now.age);

/** Returns the unique ID of a tree item. */
export function lineId(node: TaskNode): string {
  switch (node.kind) {
    case 'group':
      return `group:${node.label}`;
    case 'task':
      return node.task.localId;
    case 'batch':
      return `batch:${node.batchId}`;
    case 'result':
      return `${node.task.localId}#${node.result.index}`;
    case 'more':
      return `more:${node.list}`;
  }
}
