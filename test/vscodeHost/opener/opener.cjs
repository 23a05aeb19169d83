const vscode = require('vscode');

/** Shows the view once per workspace: whoever closes it has decided. */
exports.activate = async context => {
  if (context.workspaceState.get('shown')) return;
  await vscode.commands.executeCommand(`workbench.view.extension.${process.env.KIE_START_CONTAINER}`);
  await context.workspaceState.update('shown', true);
};
