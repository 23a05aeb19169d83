// npm run package: build/kie-studio.vsix, with a production build and a check of its contents.
import path from 'node:path';
import { fileProblems, makePackage, packagedFiles, MAX_PACKAGE_BYTES } from './packageFiles.ts';
import { build, root } from './paths.ts';

const packagePath = path.join(build, 'kie-studio.vsix');
const size = await makePackage(packagePath);
const files = await packagedFiles();
const problems = fileProblems(files);
if (size > MAX_PACKAGE_BYTES) problems.push(`too large: ${size} bytes, the limit is ${MAX_PACKAGE_BYTES}`);
for (const problem of problems) console.error(problem);
console.log(`${path.relative(root, packagePath)}: ${files.length} files, ${(size / 1000).toFixed(0)} kB`);
console.log(`package checks: ${problems.length === 0 ? 1 : 0} passed, ${problems.length} failed`);
process.exit(problems.length > 0 ? 1 : 0);
