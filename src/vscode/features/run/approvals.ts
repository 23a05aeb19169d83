import type * as vscode from 'vscode';
import { isString, listOf } from '../../../shared/guards.ts';

const MEMORY = 'kie.approvals';
const isList = listOf(isString);

/** What the user approved in this workspace, each asked about once: folders, models of its settings, `kie.run`. */
export class Approvals {
  readonly #memory: vscode.Memento;

  /** `memory`: of the workspace, so that another one asks again. */
  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  has(what: string): boolean {
    return this.#all().includes(what);
  }

  async add(what: string): Promise<void> {
    if (!this.has(what)) await this.#memory.update(MEMORY, [...this.#all(), what]);
  }

  #all(): readonly string[] {
    const stored = this.#memory.get<unknown>(MEMORY);
    return isList(stored) ? stored : [];
  }
}
