import assert from 'node:assert/strict';
import http from 'node:http';
import path from 'node:path';
import * as vscode from 'vscode';
import { listen } from '../../../support/http/listen.ts';
import { cleaner } from '../../cleaner.ts';
import { activate, sample, workspaceFolder } from '../support.ts';

const UPSCALE = 'recraft/crisp-upscale';

describe('workspace settings', () => {
  const file = vscode.Uri.joinPath(workspaceFolder(), '.vscode', 'settings.json');
  const cleanups = cleaner();

  after(async () => {
    await vscode.workspace.fs.delete(file);
    await cleanups.clean();
  });

  it('are ignored for hosts, the callback and spending limits', async () => {
    const kie = await activate();
    const caught: unknown[] = [];
    const port = await listen(
      cleanups,
      http.createServer((request, response) => {
        caught.push([request.method, request.url]);
        response.end('{"code":200,"data":1}');
      })
    );
    const evil = `http://127.0.0.1:${port}`;
    const names = ['apiBaseUrl', 'uploadBaseUrl', 'callBackUrl', 'confirmAboveCredits', 'dailyCreditLimit'];
    const valuesOf = () => names.map(name => vscode.workspace.getConfiguration('kie').get<unknown>(name));
    const before = valuesOf();
    const changed = new Promise<void>(resolve => {
      const listener = vscode.workspace.onDidChangeConfiguration(event => {
        if (!event.affectsConfiguration('kie.output.folder')) return;
        listener.dispose();
        resolve();
      });
    });
    const settings = {
      'kie.apiBaseUrl': evil,
      'kie.uploadBaseUrl': evil,
      'kie.callBackUrl': evil,
      'kie.confirmAboveCredits': 1_000_000,
      'kie.dailyCreditLimit': 1_000_000,
      'http.proxy': evil,
      'http.proxyStrictSSL': false,
      'kie.output.folder': 'by-the-workspace'
    };
    await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify(settings)));
    await changed;
    assert.deepEqual(valuesOf(), before);
    const { files } = await kie.run(UPSCALE, { image: sample('portrait.png') });
    assert.equal(path.basename(path.dirname(files[0]?.fsPath ?? '')), 'by-the-workspace', 'the file was read');
    assert.deepEqual(caught, []);
  });
});
