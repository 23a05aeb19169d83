/** Files that use another feature than `run` and `account`, until the code that they share moves to `common`. */
export const crossingFeatures: readonly string[] = [
  // Shows the age and the label of results as the Tasks view does.
  'src/vscode/features/generate/previousResults.ts',
  // Shows the progress of a batch as the Tasks view does.
  'src/vscode/features/generate/taskLines.ts',
  // Copies the task that is focused in the Tasks view.
  'src/vscode/features/diagnostics/diagnostics.ts'
];
