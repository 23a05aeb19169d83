import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { fakeHost } from './fakeHost.ts';
import { data } from './helpers.ts';
import { launch } from './openPage.ts';

// The page as the extension makes it; of VS Code it needs no more than this.
const VSCODE = `export const env = { language: 'en' };
export const Uri = { joinPath: (base, ...parts) => [base, ...parts].join('/') };`;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode'
      ? { url: `data:text/javascript,${encodeURIComponent(VSCODE)}`, shortCircuit: true }
      : next(specifier, context)
});
const ORIGIN = 'http://page.test';
const FOREIGN = 'http://foreign.test';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function open(): Promise<{ readonly page: Page; readonly foreign: readonly string[] }> {
  const { generateHtml } = await import('../../../src/vscode/features/generate/html.ts');
  const webview = { cspSource: ORIGIN, asWebviewUri: (uri: unknown) => uri };
  const html = generateHtml(webview as never, ORIGIN as never);
  const script = await readFile(new URL('../../../dist/webview/generate.js', import.meta.url), 'utf8');
  const page = await browser.newPage({ viewport: { width: 300, height: 900 } });
  const foreign: string[] = [];
  await page.route('**/*', route => {
    const { origin, pathname } = new URL(route.request().url());
    if (origin !== ORIGIN) {
      foreign.push(route.request().url());
      return route.fulfill({ contentType: 'text/javascript', body: 'window.evil = "foreign script"' });
    }
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html });
    if (pathname.endsWith('/generate.js')) return route.fulfill({ contentType: 'text/javascript', body: script });
    return route.fulfill({ status: 404, body: '' });
  });
  await page.addInitScript(fakeHost, data);
  await page.goto(`${ORIGIN}/`);
  await page.locator('#model').waitFor();
  return { page, foreign };
}

test('the page lives within its policy', async () => {
  const { page, foreign } = await open();
  assert.deepEqual(await page.evaluate(() => [window.kie.violations, window.kie.errors]), [[], []]);
  assert.deepEqual(foreign, []);
});

/** What somebody would do who got markup into the page: each is refused under this directive. */
const ATTEMPTS: readonly (readonly [what: string, directive: string, markup: string])[] = [
  ['a script inside', 'script-src-elem', '<script>window.evil = 1</script>'],
  ['a script with a guessed nonce', 'script-src-elem', '<script nonce="n">window.evil = 1</script>'],
  ['a script from elsewhere', 'script-src-elem', `<script src="${FOREIGN}/x.js"></script>`],
  ['a script from where the pictures are', 'script-src-elem', `<script src="${ORIGIN}/x.js"></script>`],
  ['a script as data', 'script-src-elem', '<script src="data:text/javascript,window.evil=1"></script>'],
  ['a handler', 'script-src-attr', '<img src="data:image/png;base64,AA" onerror="window.evil = 1">'],
  ['a picture from elsewhere', 'img-src', `<img src="${FOREIGN}/x.png">`],
  ['a clip from elsewhere', 'media-src', `<video src="${FOREIGN}/x.mp4"></video>`],
  ['a style from elsewhere', 'style-src-elem', `<link rel="stylesheet" href="${FOREIGN}/x.css">`],
  ['a style from where the pictures are', 'style-src-elem', `<link rel="stylesheet" href="${ORIGIN}/x.css">`],
  ['a style inside', 'style-src-elem', `<style>@import url(${FOREIGN}/x.css)</style>`],
  ['a page inside', 'frame-src', `<iframe src="${FOREIGN}/"></iframe>`],
  ['an object', 'object-src', `<object data="${FOREIGN}/x.svg"></object>`],
  ['another base', 'base-uri', `<base href="${FOREIGN}/">`]
];

for (const [what, directive, markup] of ATTEMPTS) {
  test(`refused: ${what}`, async () => {
    const { page, foreign } = await open();
    await page.evaluate(html => {
      const made = document.createRange().createContextualFragment(html);
      document.body.append(made);
    }, markup);
    await page.waitForFunction(() => window.kie.violations.length > 0);
    const [first = ''] = await page.evaluate(() => window.kie.violations);
    assert.equal(first.split(' ')[0], directive);
    assert.deepEqual(foreign, []);
    assert.equal(await page.evaluate(() => Reflect.get(window, 'evil') as unknown), undefined);
    await page.close();
  });
}

test('refused: calls to elsewhere, sockets, forms, text that becomes code, links that run', async () => {
  const { page, foreign } = await open();
  await page.evaluate(async origin => {
    const quietly = (attempt: () => unknown): Promise<unknown> =>
      new Promise(resolve => {
        // After the call of the test is over, which is exempt from the policy.
        setTimeout(() => {
          try {
            resolve(Promise.resolve(attempt()).catch(() => undefined));
          } catch {
            resolve(undefined); // refused at once
          }
        });
      });
    await quietly(() => fetch(`${origin}/x`));
    await quietly(() => navigator.sendBeacon(`${origin}/x`, 'x'));
    await quietly(() => new WebSocket(`${origin.replace('http', 'ws')}/x`));
    await quietly(() => (0, eval)('window.evil = 1'));
    await quietly(() => {
      const form = document.createElement('form');
      form.action = `${origin}/x`;
      document.body.append(form);
      form.submit();
    });
    await quietly(() => {
      const link = document.createElement('a');
      link.href = 'javascript:window.evil = 1';
      document.body.append(link);
      link.click();
    });
  }, FOREIGN);
  await page.waitForFunction(() => window.kie.violations.some(text => text.startsWith('script-src-elem')));
  const directives = (await page.evaluate(() => window.kie.violations)).map(text => text.split(' ')[0] ?? '');
  for (const directive of ['connect-src', 'script-src', 'form-action']) {
    assert.ok(directives.includes(directive), `${directive} of ${directives.join()}`);
  }
  assert.equal(directives.filter(directive => directive === 'connect-src').length, 3);
  assert.deepEqual(foreign, []);
  assert.equal(await page.evaluate(() => Reflect.get(window, 'evil') as unknown), undefined);
});
