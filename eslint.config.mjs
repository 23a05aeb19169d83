// The layers of the project and their arrows, as lint errors:
//   shared <- core <- vscode <- extension.ts   and   shared <- webview. No other.
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { foreignText } from './lint/foreignText.mjs';
import { locale } from './lint/locale.mjs';

const bare = (...names) =>
  names.map(name => ({
    regex: `^${name}(/|$)`,
    message: 'This layer may not import it; see "Layers" in docs/architecture.md.'
  }));
const folders = (...names) => ({
  regex: `^\\.{1,2}/(.*/)?(${names.join('|')})(/|$)`,
  message: 'This arrow between layers is not allowed; see "Layers" in docs/architecture.md.'
});
const node = { regex: '^node:', message: 'Only core, vscode and tests run in Node.' };
const arrows = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });
const noDom = ['window', 'document', 'navigator', 'localStorage', 'HTMLElement'];
const noNode = ['process', 'Buffer', 'require', '__dirname', '__filename', 'global'];

const namedExports = [
  { selector: 'ExportDefaultDeclaration', message: 'Use a named export.' },
  { selector: 'ExportAllDeclaration', message: 'No barrel files: import from the file that holds it.' }
];
const privateNames = [
  {
    selector: ':matches(PropertyDefinition, MethodDefinition[kind!="constructor"])[accessibility="private"]',
    message: 'Use a #private member.'
  }
];

/** The arrows of a feature's files; `toFeatures` matches the beginning of a path up to the folder of the features. */
const featureArrows = toFeatures =>
  arrows(
    folders('build', 'webview', 'test'),
    { regex: '/extension(\\.ts)?$' },
    { regex: '^(\\.\\./)+api/', message: 'The API uses features, not the other way around.' },
    {
      regex: `${toFeatures}(?!run/|account/)\\w`,
      message: 'Features use common, run and account, not each other.'
    }
  );

export default tseslint.config(
  { ignores: ['dist', 'build', '.vscode-test', 'node_modules', 'thirdParty'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      // Index signatures are read with dots nowhere: tsconfig's noPropertyAccessFromIndexSignature wants brackets.
      '@typescript-eslint/dot-notation': 'off',
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: 'error',
      '@typescript-eslint/max-params': ['error', { max: 4 }],
      'no-restricted-syntax': ['error', ...namedExports, ...privateNames]
    }
  },
  {
    files: ['src/**/*.ts', 'webview/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 200, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: false, skipComments: false }]
    }
  },
  {
    files: ['src/shared/**/*.ts'],
    rules: {
      ...arrows(node, ...bare('vscode', 'undici', 'zod'), folders('build', 'core', 'vscode', 'webview', 'test')),
      'no-restricted-globals': ['error', ...noDom, ...noNode]
    }
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      ...arrows(...bare('vscode'), folders('build', 'vscode', 'webview', 'test')),
      'no-restricted-globals': ['error', ...noDom]
    }
  },
  {
    files: ['src/vscode/**/*.ts'],
    rules: {
      ...arrows(folders('build', 'webview', 'test'), { regex: '/extension(\\.ts)?$' }),
      'no-restricted-globals': ['error', ...noDom]
    }
  },
  {
    files: ['src/vscode/features/*/*.ts'],
    rules: featureArrows('^\\.\\./')
  },
  {
    files: ['src/vscode/features/*/*/*.ts'],
    rules: featureArrows('^\\.\\./\\.\\./')
  },
  { files: ['src/extension.ts'], rules: arrows(folders('build', 'webview', 'test')) },
  {
    // Texts of servers, files and workspaces are data wherever they are shown or read.
    files: ['src/**/*.ts', 'webview/**/*.ts'],
    plugins: { kie: { rules: { ...foreignText.rules, ...locale.rules } }, regexp },
    rules: {
      'kie/no-raw-message': 'error',
      'kie/no-markdown-expression': 'error',
      'kie/no-bare-locale': 'error',
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false, ignoreSticky: false }]
    }
  },
  {
    // The report of diagnostics is English, and the values of a sweep are input.
    files: ['src/vscode/**/*.ts', 'webview/**/*.ts'],
    ignores: ['src/vscode/features/diagnostics/diagnostics.ts', 'webview/generate/views/panels/sweepsView.ts'],
    rules: { 'kie/no-plain-list': 'error' }
  },
  {
    files: ['webview/**/*.ts'],
    rules: {
      ...arrows(node, ...bare('vscode', 'undici', 'zod'), {
        regex: '/src/(?!shared/)',
        message: 'Webviews know the shared layer only; see "Layers" in docs/architecture.md.'
      }),
      'no-restricted-globals': ['error', ...noNode]
    }
  },
  {
    // The toolkit is frozen upstream, so it stays behind the wrappers in components/.
    files: ['webview/**/*.ts'],
    ignores: ['webview/components/**'],
    rules: arrows(node, ...bare('vscode', 'undici', 'zod', '@vscode/webview-ui-toolkit'), { regex: '/src/(?!shared/)' })
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            {
              from: 'package',
              package: 'node:test',
              name: ['test', 'describe', 'it', 'suite', 'before', 'after', 'beforeEach', 'afterEach']
            }
          ]
        }
      ],
      '@typescript-eslint/no-non-null-assertion': 'off'
    }
  },
  {
    files: ['**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', fetch: 'readonly' } }
  }
);
