import { registerHooks } from 'node:module';

const url = new URL('./vscode.ts', import.meta.url).href;

// Import modules that depend on `vscode` with `await import(…)` after this module.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode' ? { url, shortCircuit: true } : next(specifier, context)
});
