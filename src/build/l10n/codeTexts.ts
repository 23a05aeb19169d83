import ts from 'typescript';

interface Found {
  /** The keys as VS Code looks them up: the text, with comments appended after a slash. */
  readonly keys: readonly string[];
  /** Those in a call of `plural`, whose translations may have plural forms. */
  readonly counted: readonly string[];
  /** Calls whose text cannot be read from the source. */
  readonly problems: readonly string[];
}

/** Returns the keys of all calls of `l10n.t` in a source. */
export function codeTexts(file: string, text: string): Found {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const keys: string[] = [];
  const counted: string[] = [];
  const problems: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /\bl10n\.t$/.test(node.expression.getText(source))) {
      const found = keysOf(node.arguments[0]);
      keys.push(...found);
      if (ts.isCallExpression(node.parent) && node.parent.expression.getText(source) === 'plural')
        counted.push(...found);
      if (found.length === 0) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
        problems.push(`${file}:${String(line + 1)}: ${node.getText(source).slice(0, 80)}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { keys, counted, problems };
}

/** The keys of the first argument: a text, an object with a comment, or a choice between such. */
function keysOf(argument: ts.Expression | undefined): readonly string[] {
  if (argument === undefined) return [];
  if (ts.isStringLiteralLike(argument)) return [argument.text];
  if (ts.isParenthesizedExpression(argument)) return keysOf(argument.expression);
  if (ts.isConditionalExpression(argument)) return [...keysOf(argument.whenTrue), ...keysOf(argument.whenFalse)];
  if (!ts.isObjectLiteralExpression(argument)) return [];
  const property = (name: string): ts.Expression | undefined =>
    argument.properties.filter(ts.isPropertyAssignment).find(one => one.name.getText() === name)?.initializer;
  const message = property('message');
  const comment = property('comment');
  if (message === undefined || !ts.isStringLiteralLike(message)) return [];
  const comments: readonly ts.Expression[] =
    comment === undefined ? [] : ts.isArrayLiteralExpression(comment) ? comment.elements : [comment];
  const texts = comments.filter(one => ts.isStringLiteralLike(one)).map(literal => literal.text);
  return [texts.length === 0 ? message.text : `${message.text}/${texts.join('')}`];
}
