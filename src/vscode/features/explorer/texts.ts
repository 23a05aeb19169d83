import * as vscode from 'vscode';
import { plural } from '../../../shared/format/plural.ts';
import type { RunActionName } from './actions.ts';

interface FileTexts {
  /** Returns the name of a batch. */
  batch(): string;
  /** Returns the confirmation for a batch. `price` is formatted text. */
  question(count: number, model: string, price: string): string;
}

/** The texts of the file actions. */
export const FILE_TEXTS: Readonly<Record<RunActionName, FileTexts>> = {
  upscaleImage: {
    batch: () => vscode.l10n.t('Upscale images'),
    question: (count, model, price) =>
      plural(vscode.l10n.t('Upscale {0} images with {1} for {2}?'), count, model, price)
  },
  removeBackground: {
    batch: () => vscode.l10n.t('Remove backgrounds'),
    question: (count, model, price) =>
      plural(vscode.l10n.t('Remove the background of {0} images with {1} for {2}?'), count, model, price)
  },
  upscaleVideo: {
    batch: () => vscode.l10n.t('Upscale videos'),
    question: (count, model, price) =>
      plural(vscode.l10n.t('Upscale {0} videos with {1} for {2}?'), count, model, price)
  },
  isolateVoice: {
    batch: () => vscode.l10n.t('Isolate voices'),
    question: (count, model, price) =>
      plural(vscode.l10n.t('Isolate the voice in {0} audio files with {1} for {2}?'), count, model, price)
  }
};
