import * as vscode from 'vscode';
import { Views } from '../../ids.ts';
import type { Deps } from '../../services.ts';

export const showTasks = (): Thenable<unknown> => vscode.commands.executeCommand(`${Views.tasks}.focus`);

/** Shows the next rows of a list, by its id. */
export const showMore = (deps: Deps, list: unknown): void => deps.showMore(list);
