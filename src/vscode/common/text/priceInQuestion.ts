import * as vscode from 'vscode';
import type { Price } from '../../../shared/form.ts';
import { priceText } from './format.ts';

/** Formats a price to complete a question such as "Run 3 tasks for {0}?". */
export function priceInQuestion(price: Price): string {
  if (price.kind === 'unknown' || price.credits === undefined) return vscode.l10n.t('an unknown price');
  return priceText(price);
}
