/**
 * User settings that keep the workbench quiet, quick and off the network. None that needs a reload: on a busy machine
 * VS Code is ready before it reads them, and then asks for one.
 */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.commandCenter': false,
  'window.autoDetectHighContrast': false,
  'window.autoDetectColorScheme': false,
  // The older form: VS Code rewrites it at the start, and only then notices changes of the settings file.
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'remote.autoForwardPorts': false,
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'json.schemaDownload.enable': false,
  'files.simpleDialog.enable': true
};

export type Theme = 'dark' | 'light' | 'highContrast' | 'highContrastLight';

/** The names of VS Code's own themes. */
export const themes: Readonly<Record<Theme, string>> = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  highContrast: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light'
};
