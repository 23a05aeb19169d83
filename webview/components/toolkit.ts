/**
 * Registers the controls of @vscode/webview-ui-toolkit on first import: registered after the window's load event, they
 * would miss the theme. Only controls that the page uses are imported. Dropdown is not used because its template has an
 * inline style, which a strict content security policy rejects.
 */
import './cspNonce.ts';
import { provideVSCodeDesignSystem, vsCodeButton, vsCodeTextArea, vsCodeTextField } from '@vscode/webview-ui-toolkit';

provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeTextArea(), vsCodeTextField());
