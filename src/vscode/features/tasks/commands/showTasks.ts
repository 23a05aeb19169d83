import * as vscode from 'vscode';
import { Views } from '../../../ids.ts';
import type { Services } from '../../../services.ts';

export const showTasks = (): Thenable<unknown> => vscode.commands.executeCommand(`${Views.tasks}.focus`);

/** Shows the next items of a list, by its ID. */
export const showMore = (services: Pick<Services, 'showMore'>, list: unknown): void => services.showMore(list);
