import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MarkdownString } from 'vscode';
import '../../../support/vscode/register.ts';

const { appendParagraph } = await import('../../../../src/vscode/common/tooltip.ts');

/** Records appended text as `MarkdownString` does: `appendText` makes every space a non-breaking one. */
function rendered(text: string): string {
  let value = '';
  const tooltip = {
    appendText(part: string) {
      value += part.replaceAll(' ', '\u00a0');
      return tooltip;
    },
    appendMarkdown(part: string) {
      value += part;
      return tooltip;
    }
  };
  appendParagraph(tooltip as unknown as MarkdownString, text);
  return value;
}

test('tooltip paragraph: a long sentence wraps between its words', () => {
  assert.equal(rendered("KIE's response was lost."), "KIE's\u00a0response was lost.\n\n");
});

test('tooltip paragraph: external text cannot begin a list', () => {
  assert.equal(rendered('1. free credits'), '1.\u00a0free credits\n\n');
});
