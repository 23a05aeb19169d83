// Runs inside the extension host: Mocha over the suites that the build placed next to this file.
import fs from 'node:fs';
import path from 'node:path';

/** Called by VS Code. Rejects when a test failed, which becomes the exit status of the run. */
export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const only = process.env['KIE_TEST_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 30_000,
    color: false,
    reporter: 'spec',
    ...(only ? { grep: only } : {})
  });
  const suites = path.join(__dirname, 'suite');
  const names = fs.existsSync(suites)
    ? fs.readdirSync(suites, { encoding: 'utf8', recursive: true }).filter(name => name.endsWith('.test.cjs'))
    : [];
  for (const name of names.sort()) mocha.addFile(path.join(suites, name));

  const failures = await new Promise<number>(resolve => {
    const runner = mocha.run(resolve);
    runner.on('end', () => {
      const { passes = 0, failures: failed = 0 } = runner.stats ?? {};
      console.log(`host tests: ${passes} passed, ${failed} failed`);
    });
  });
  if (failures > 0) throw new Error(`${failures} tests failed.`);
  if (names.length === 0) throw new Error('No suites were built; run "npm run build" first.');
}
