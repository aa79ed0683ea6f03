import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The most memory that a process has held so far, in MB; where the system does not tell (macOS), what it holds now. */
export async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const peak = /^VmHWM:\s*(\d+) kB/m.exec(status)?.[1];
  return Number(peak ?? (await residentKilobytes(pid))) / 1_024;
}

async function residentKilobytes(pid: number): Promise<string> {
  return (await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])).stdout.trim();
}
