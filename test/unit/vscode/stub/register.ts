import { registerHooks } from 'node:module';

const url = new URL('./vscode.ts', import.meta.url).href;

// Modules that import `vscode` are loaded with `await import(…)` after this one.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode' ? { url, shortCircuit: true } : next(specifier, context)
});
