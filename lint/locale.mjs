// Texts are sorted, and numbers, dates and lists formatted, in the display language: through src/shared/format, because
// the functions of JavaScript use the language of the process.

const METHODS = /^(?:localeCompare|toLocale\w+)$/;

/** The arguments before the locale. */
const placeOfLocale = name => (name === 'localeCompare' ? 1 : 0);

const noBareLocale = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      elsewhere: 'Use a function of src/shared/format, which formats in the display language.',
      missing: 'Name the language: textLanguage(), or a literal for what no user sees.'
    }
  },
  create: context => {
    // Build scripts show no texts to users.
    if (context.filename.replaceAll('\\', '/').includes('/src/build/')) return {};
    const isFormat = context.filename.replaceAll('\\', '/').includes('/src/shared/format/');
    /** A literal language is for data, such as the graphemes of a file name. */
    const check = (node, locale) => {
      if (locale?.type === 'Literal') return;
      if (!isFormat) context.report({ node, messageId: 'elsewhere' });
      else if (locale === undefined || locale.name === 'undefined') context.report({ node, messageId: 'missing' });
    };
    return {
      CallExpression: node => {
        const { property } = node.callee;
        if (node.callee.type !== 'MemberExpression' || property.type !== 'Identifier') return;
        if (METHODS.test(property.name)) check(node, node.arguments[placeOfLocale(property.name)]);
        else if (node.callee.object.name === 'Intl') check(node, node.arguments[0]);
      },
      'NewExpression[callee.object.name="Intl"]': node => check(node, node.arguments[0])
    };
  }
};

const SEPARATORS = new Set([', ', '; ', '. ']);

const noPlainList = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { list: 'Languages separate lists and sentences differently: use src/shared/format/listFormat.ts.' }
  },
  create: context => ({
    'CallExpression[callee.property.name="join"]': node => {
      if (SEPARATORS.has(node.arguments[0]?.value)) context.report({ node, messageId: 'list' });
    }
  })
};

export const locale = { rules: { 'no-bare-locale': noBareLocale, 'no-plain-list': noPlainList } };
