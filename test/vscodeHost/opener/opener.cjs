const vscode = require('vscode');

/** Shows the view once per workspace, so that it stays closed after the user closes it. */
exports.activate = async context => {
  if (context.workspaceState.get('shown')) return;
  await vscode.commands.executeCommand(`workbench.view.extension.${process.env.KIE_START_CONTAINER}`);
  await context.workspaceState.update('shown', true);
};
