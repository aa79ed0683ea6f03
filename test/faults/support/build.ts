import { cp, mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../../src/root';

/** Another build of the product beside this one, as a deployment brings it. */
export interface OtherBuild {
  readonly folder: string;
  /** Its command line. */
  readonly jinqiao: string;
}

/** Copies the programs to a folder of their own, with workflow code that differs by a comment and so is a new build. */
export async function otherBuild(): Promise<OtherBuild> {
  const folder = await mkdtemp(path.join(tmpdir(), 'jinqiao-build-'));
  await cp(path.join(root, 'dist'), path.join(folder, 'dist'), { recursive: true });
  const bundle = path.join(folder, 'dist', 'workflow-bundle.js');
  // In front: the bundle ends with its source map.
  await writeFile(bundle, `// The next build.\n${await readFile(bundle, 'utf8')}`);
  for (const name of ['package.json', 'temporal-dev.yml'])
    await cp(path.join(root, name), path.join(folder, name));
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  await mkdir(path.join(folder, 'bin'));
  const jinqiao = path.join(folder, 'bin', 'jinqiao');
  await writeFile(jinqiao, "require('../dist/src/cli.js').main(process.argv.slice(2));\n");
  return { folder, jinqiao };
}
