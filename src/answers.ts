import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Keeps raw answers of protocol violations as files that only their owner can read. They may hold personal data, so
 * they stay on the worker's machine: failures and logs name the file, never the content.
 */
export function answerKeeper(
  folder: string,
): (platform: string, operation: string, rawAnswer: string) => Promise<string> {
  return async (platform, operation, rawAnswer) => {
    const time = new Date().toISOString().replaceAll(/[:.]/g, '-');
    const file = path.join(folder, `${time}-${platform}-${operation}.txt`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(file, rawAnswer, { mode: 0o600 });
    return file;
  };
}
