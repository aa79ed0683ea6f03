import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { notifyOf } from '../../dev/commands/notice';
import { readComposeFile } from '../../dev/stack/composeFile';
import { startDevServer } from '../../dev/server/devServer';
import { findServerBinary } from '../../dev/server/serverBinary';

/** Once a test run: builds the programs and starts one Temporal server for all tests. */
export default async function globalSetup(): Promise<void> {
  const root = path.join(__dirname, '..', '..');
  // Any verb builds what it needs.
  execFileSync(process.execPath, [path.join(root, 'bin', 'jinqiao'), '--version'], { cwd: root });
  const binary = await findServerBinary({ env: process.env, notify: notifyOf });
  const logFolder = mkdtempSync(path.join(tmpdir(), 'jinqiao-test-'));
  const settings = readComposeFile();
  // Servers of today leave this to the operator; a run may be paused by Temporal itself where it is on.
  const dynamicConfig = [...settings.dynamicConfig, 'frontend.WorkflowPauseEnabled=true'];
  const server = await startDevServer({ binary, settings: { ...settings, dynamicConfig }, logFolder });
  process.env.JINQIAO_TEST_TEMPORAL = server.address;
  process.env.JINQIAO_TEST_NAMESPACE = server.namespace;
  (globalThis as { temporalServer?: unknown }).temporalServer = server;
}
