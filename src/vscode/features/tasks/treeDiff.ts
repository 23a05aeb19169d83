import type { TaskNode } from './grouping.ts';

/** What can be seen of a line. */
export interface Look {
  readonly text: string;
  /** Moves on by itself; drawn anew now and then only. */
  readonly age: string;
}

export interface Lines {
  /** The lines below a line, or the top ones. */
  below(node?: TaskNode): readonly TaskNode[];
  look(node: TaskNode): Look;
}

interface Known {
  readonly node: TaskNode;
  look?: Look;
  /** The ids of the lines below it, once these were asked for. */
  below?: string;
}

/**
 * The lines as VS Code knows them: each is one object as long as it is there, and only what looks different is drawn
 * anew. VS Code forgets meanwhile which line is which below whatever is drawn anew, and a command that is chosen just then
 * would find none.
 */
export class TaskLines {
  readonly #lines: Lines;
  #known = new Map<string, Known>();
  #top: string | undefined;

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  /** Gives the lines below one, or the top ones, and notes that they are shown. */
  give(node?: TaskNode): TaskNode[] {
    const below = this.#lines.below(node).map(line => this.#same(line));
    const ids = idsOf(below);
    if (node === undefined) this.#top = ids;
    else this.#knownOf(node).below = ids;
    return below;
  }

  /** Notes that a line is drawn as it looks now. */
  drawn(node: TaskNode): void {
    this.#knownOf(node).look = this.#lines.look(node);
  }

  /** What has to be drawn anew: everything (undefined), or these lines with what is below them. */
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
      const anew =
        withParent || others || (known.look !== undefined && differs(known.look, this.#lines.look(node), ages));
      if (anew && !withParent) changed.push(node);
      for (const line of below) look(line, anew);
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

/** No two lines have the same. */
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
