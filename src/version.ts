import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root';

/** Version of this build, from `package.json`. */
export const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly version: string;
};
