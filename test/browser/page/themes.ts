export type ThemeName = 'dark' | 'light' | 'contrast';

interface Theme {
  readonly bodyClass: string;
  /** Colours as VS Code's own themes give them to webviews, without the `--vscode-` in front. */
  readonly colors: Readonly<Record<string, string>>;
}

const shared = { 'font-family': 'sans-serif', 'font-size': '13px', 'font-weight': 'normal' };

export const themes: Readonly<Record<ThemeName, Theme>> = {
  dark: {
    bodyClass: 'vscode-dark',
    colors: {
      ...shared,
      foreground: '#cccccc',
      descriptionForeground: '#9d9d9d',
      errorForeground: '#f85149',
      focusBorder: '#0078d4',
      'sideBar-background': '#181818',
      'editor-background': '#1f1f1f',
      'panel-border': '#2b2b2b',
      'widget-border': '#313131',
      'widget-shadow': '#0000005c',
      'input-background': '#313131',
      'input-foreground': '#cccccc',
      'input-border': '#3c3c3c',
      'input-placeholderForeground': '#989898',
      'dropdown-background': '#313131',
      'dropdown-foreground': '#cccccc',
      'dropdown-border': '#3c3c3c',
      'checkbox-background': '#313131',
      'checkbox-foreground': '#cccccc',
      'checkbox-border': '#3c3c3c',
      'button-background': '#0078d4',
      'button-foreground': '#ffffff',
      'button-border': '#ffffff12',
      'button-hoverBackground': '#026ec1',
      'button-secondaryBackground': '#313131',
      'button-secondaryForeground': '#cccccc',
      'button-secondaryHoverBackground': '#3c3c3c',
      'list-hoverBackground': '#2a2d2e',
      'list-activeSelectionBackground': '#04395e',
      'list-activeSelectionForeground': '#ffffff',
      'badge-background': '#616161',
      'badge-foreground': '#f8f8f8',
      'textLink-foreground': '#4daafc',
      'editorWarning-foreground': '#cca700',
      'progressBar-background': '#0078d4'
    }
  },
  light: {
    bodyClass: 'vscode-light',
    colors: {
      ...shared,
      foreground: '#3b3b3b',
      descriptionForeground: '#3b3b3b',
      errorForeground: '#c72e0f',
      focusBorder: '#005fb8',
      'sideBar-background': '#f8f8f8',
      'editor-background': '#ffffff',
      'panel-border': '#e5e5e5',
      'widget-border': '#e5e5e5',
      'widget-shadow': '#00000029',
      'input-background': '#ffffff',
      'input-foreground': '#3b3b3b',
      'input-border': '#cecece',
      'input-placeholderForeground': '#6f6f6f',
      'dropdown-background': '#ffffff',
      'dropdown-foreground': '#3b3b3b',
      'dropdown-border': '#cecece',
      'checkbox-background': '#f8f8f8',
      'checkbox-foreground': '#3b3b3b',
      'checkbox-border': '#cecece',
      'button-background': '#005fb8',
      'button-foreground': '#ffffff',
      'button-border': '#0000001a',
      'button-hoverBackground': '#0258a8',
      'button-secondaryBackground': '#e5e5e5',
      'button-secondaryForeground': '#3b3b3b',
      'button-secondaryHoverBackground': '#cccccc',
      'list-hoverBackground': '#f2f2f2',
      'list-activeSelectionBackground': '#e8e8e8',
      'list-activeSelectionForeground': '#000000',
      'badge-background': '#cccccc',
      'badge-foreground': '#3b3b3b',
      'textLink-foreground': '#005fb8',
      'editorWarning-foreground': '#895503',
      'progressBar-background': '#005fb8'
    }
  },
  contrast: {
    bodyClass: 'vscode-high-contrast',
    colors: {
      ...shared,
      foreground: '#ffffff',
      descriptionForeground: '#ffffffb3',
      errorForeground: '#f48771',
      focusBorder: '#f38518',
      contrastBorder: '#6fc3df',
      contrastActiveBorder: '#f38518',
      'sideBar-background': '#000000',
      'editor-background': '#000000',
      'panel-border': '#6fc3df',
      'widget-border': '#6fc3df',
      'input-background': '#000000',
      'input-foreground': '#ffffff',
      'input-border': '#6fc3df',
      'input-placeholderForeground': '#ffffffb3',
      'dropdown-background': '#000000',
      'dropdown-foreground': '#ffffff',
      'dropdown-border': '#6fc3df',
      'checkbox-background': '#000000',
      'checkbox-foreground': '#ffffff',
      'checkbox-border': '#6fc3df',
      'button-background': '#000000',
      'button-foreground': '#ffffff',
      'button-border': '#6fc3df',
      'button-secondaryBackground': '#000000',
      'button-secondaryForeground': '#ffffff',
      'badge-background': '#000000',
      'badge-foreground': '#ffffff',
      'textLink-foreground': '#21a6ff',
      'editorWarning-foreground': '#ffd370',
      'progressBar-background': '#6fc3df'
    }
  }
};
