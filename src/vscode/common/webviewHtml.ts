import * as vscode from 'vscode';
import { textLanguage } from '../../shared/format/language.ts';
import { pagePolicy } from '../../shared/contentSecurityPolicy.ts';

/** The scripts of dist/webview that have a page of their own. */
type PageScript = 'generate' | 'imageTool' | 'result';

/** The HTML of a webview that runs one script of the extension, without inline or remote code. */
export function webviewHtml(webview: vscode.Webview, extensionUri: vscode.Uri, page: PageScript): string {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'webview', `${page}.js`)).toString();
  return `<!DOCTYPE html>
<html lang="${textLanguage()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy(nonce, webview.cspSource, page === 'result')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>KIE</title>
</head>
<body>
<script type="module" nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
