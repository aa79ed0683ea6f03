import type { Download } from './download';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { version } from './pinned';

/** Lets the Temporal SDK download the binary, over HTTPS from Temporal's own site. Last resort: it pins no checksum. */
export const downloadWithSdk: Download = {
  name: 'SDK',
  async fetch(target, notify) {
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    await mkdir(path.dirname(target), { recursive: true });
    const folder = await mkdtemp(path.join(path.dirname(target), 'download-'));
    try {
      notify({ about: 'download', from: 'SDK', version });
      const executable = { type: 'cached-download', version: `v${version}`, downloadDir: folder } as const;
      const environment = await TestWorkflowEnvironment.createLocal({ server: { executable } });
      await environment.teardown();
      const [name] = await readdir(folder);
      if (!name) throw new Error('the SDK left no file');
      await rename(path.join(folder, name), target);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
