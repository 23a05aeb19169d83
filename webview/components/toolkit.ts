/**
 * The controls of @vscode/webview-ui-toolkit, registered when this file is first imported: after the window's load
 * event they would miss the theme. Only what the page uses is imported. Dropdown is not among them: its template
 * carries an inline style that a strict content security policy refuses.
 */
import './cspNonce.ts';
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeProgressRing,
  vsCodeTextArea,
  vsCodeTextField
} from '@vscode/webview-ui-toolkit';

provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeProgressRing(), vsCodeTextArea(), vsCodeTextField());
