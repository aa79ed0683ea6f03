/** `npm run docs`: writes docs/schemes.md and docs/schemes.zh-CN.md. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Language } from './language';
import { files, schemePage } from './page';

for (const language of ['en', 'zh'] satisfies Language[])
  writeFileSync(path.join(__dirname, '..', '..', files[language]), schemePage(language));
