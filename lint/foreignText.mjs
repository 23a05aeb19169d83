// Rules that keep texts from outside (answers of servers, names of files, settings of a workspace) data.

/** Members of `vscode.window` that show a text, and the one file that may call each. */
const SHOWN_BY = {
  showInformationMessage: 'notify.ts',
  showWarningMessage: 'notify.ts',
  showErrorMessage: 'notify.ts',
  setStatusBarMessage: 'notify.ts',
  showInputBox: 'quickInput.ts',
  showQuickPick: 'quickInput.ts',
  createInputBox: 'quickInput.ts',
  createQuickPick: 'quickInput.ts',
  withProgress: 'progress.ts',
  createWebviewPanel: 'viewTexts.ts'
};

/** The name of a member, also as `['name']`. */
const nameOf = ({ type, computed, property }) => {
  if (type !== 'MemberExpression') return '';
  if (!computed) return property.type === 'Identifier' ? property.name : '';
  return property.type === 'Literal' ? String(property.value) : '';
};

/** Variables that hold inputs of quickInput.ts, which already treats their titles as data. */
const INPUT_VARIABLES = ['pick', 'box', 'input'];

/** Whether this is the message of a view or the title of an editor. */
const isViewText = node =>
  nameOf(node) === 'message' || (nameOf(node) === 'title' && !INPUT_VARIABLES.includes(node.object.name));

/** Whether this is `vscode.window` or `window` of the API. */
const isWindow = node => nameOf(node) === 'window' || (node.type === 'Identifier' && node.name === 'window');

const noRawMessage = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      raw: 'Texts may come from outside: show them through src/vscode/common/{{file}}, which makes them data.',
      alias: 'Name the members of vscode.window in full, so that this rule sees the texts that they show.',
      log: 'A log channel takes text as it is: write through RecentLog, which makes each entry one line.'
    }
  },
  create: context => {
    const source = context.filename.replaceAll('\\', '/');
    const report = (node, name) => {
      const file = Object.hasOwn(SHOWN_BY, name) ? SHOWN_BY[name] : undefined;
      if (file !== undefined && !source.endsWith(`src/vscode/common/${file}`))
        context.report({ node, messageId: 'raw', data: { file } });
      if (name === 'createOutputChannel' && !source.endsWith('src/extension.ts'))
        context.report({ node, messageId: 'log' });
    };
    return {
      MemberExpression: node => {
        if (!isWindow(node.object)) return;
        if (node.computed && node.property.type !== 'Literal') context.report({ node, messageId: 'alias' });
        else report(node, nameOf(node));
      },
      'AssignmentExpression > MemberExpression.left': node => {
        const file = 'viewTexts.ts';
        if (!source.includes('src/vscode/') || source.endsWith(`src/vscode/common/${file}`)) return;
        if (isViewText(node)) context.report({ node, messageId: 'raw', data: { file } });
      },
      // const { showErrorMessage } = vscode.window
      VariableDeclarator: node => {
        if (node.init === null || !isWindow(node.init)) return;
        if (node.id.type === 'Identifier') context.report({ node, messageId: 'alias' });
        if (node.id.type !== 'ObjectPattern') return;
        for (const property of node.id.properties) {
          if (property.type === 'RestElement') context.report({ node, messageId: 'alias' });
          else if (property.key.type === 'Identifier') report(property, property.key.name);
        }
      },
      // const { window: w } = vscode
      'VariableDeclarator > ObjectPattern > Property[key.name="window"][value.name!="window"]': node =>
        context.report({ node, messageId: 'alias' }),
      // import { window as w } from 'vscode'
      'ImportDeclaration[source.value="vscode"] > ImportSpecifier[imported.name="window"][local.name!="window"]':
        node => context.report({ node, messageId: 'alias' })
    };
  }
};

const noMarkdownExpression = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      markdown: 'Markdown is a literal; a text goes through appendText, a picture through src/vscode/common/tooltip.ts.'
    }
  },
  create: context => {
    const isLiteral = node =>
      node === undefined ||
      node.type === 'Literal' ||
      (node.type === 'Identifier' && node.name === 'undefined') ||
      (node.type === 'TemplateLiteral' && node.expressions.length === 0);
    const check = node => {
      if (!isLiteral(node.arguments[0])) context.report({ node, messageId: 'markdown' });
    };
    if (context.filename.replaceAll('\\', '/').endsWith('src/vscode/common/tooltip.ts')) return {};
    return {
      'CallExpression[callee.property.name="appendMarkdown"]': check,
      // A whole text, or one that runs commands, replaces the checks of createTooltip.
      'AssignmentExpression[left.property.name="isTrusted"]': node => context.report({ node, messageId: 'markdown' }),
      'NewExpression[callee.property.name="MarkdownString"]': check
    };
  }
};

export const foreignText = {
  rules: { 'no-raw-message': noRawMessage, 'no-markdown-expression': noMarkdownExpression }
};
