import path from 'node:path';
import { createSandbox } from '../../sandbox/server';
import { sandboxDescription, type SandboxDescription } from '../../dev/stack/description';
import { startProgram } from '../../dev/stack/program';

const program = path.join(__dirname, '..', '..', 'dist', 'sandbox', 'main.js');

/** Memory for the rows of a large collection, in MiB; only an upper bound. */
const HEAP = 12_000;

/** Rows of a large collection in one call, in MiB. */
const BODY = 500;

/** A sandbox that somebody has opened, wherever it runs. */
export interface OpenedSandbox {
  readonly description: SandboxDescription;
  close(): Promise<void>;
}

/** Opens a sandbox: in this process, or with sizes of collections as a process of its own. */
export async function openSandbox(
  logFolder: string,
  sizes?: Readonly<Record<string, number>>,
): Promise<OpenedSandbox> {
  if (sizes) return startProcess(logFolder, sizes);
  const sandbox = await createSandbox();
  return { description: sandboxDescription.parse(sandbox.description), close: () => sandbox.close() };
}

async function startProcess(
  logFolder: string,
  sizes: Readonly<Record<string, number>>,
): Promise<OpenedSandbox> {
  const sandbox = startProgram({
    name: 'sandbox',
    command: process.execPath,
    args: [
      `--max-old-space-size=${HEAP}`,
      program,
      `--body-limit=${BODY}`,
      ...Object.entries(sizes).map(([name, size]) => `--size=${name}=${size}`),
    ],
    logFolder,
  });
  const description = sandboxDescription.parse(JSON.parse(await sandbox.firstLine));
  return { description, close: () => sandbox.stop() };
}
