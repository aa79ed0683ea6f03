import { statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { satisfies } from 'semver';
import type { Origin } from '../../config/shown';
import { joined, untranslated } from '../../contract/bilingual';
import { doctor } from '../../messages/doctor';
import { root } from '../../root';
import { freePort } from '../../temporal/ports';
import { type DoctorLine, line } from './line';

const GIGABYTE = 1e9;
/** Bytes free under which logs may soon fill the disk, and under which they have. */
const SPACE = { warn: 2 * GIGABYTE, fail: 0.2 * GIGABYTE };

interface Package {
  readonly version: string;
  readonly engines: { readonly node: string };
}

const packageOf = (name: string) => require(name) as Package;

/** Versions of Node.js, of this program and of the Temporal SDK. @param node version without `v` */
export function versionLines(node = process.versions.node): DoctorLine[] {
  const { version, engines } = packageOf(`${root}/package.json`);
  const enough = satisfies(node, engines.node, { includePrerelease: true });
  const { needs } = doctor.node;
  return [
    line('node', enough ? 'ok' : 'fail', untranslated(node), needs(engines.node)),
    line('jinqiao', 'ok', untranslated(version)),
    line('sdk', 'ok', untranslated(packageOf('@temporalio/client/package.json').version)),
  ];
}

/** The time zone of this machine, and whether the one of the program is known here. */
export function zoneLine(): DoctorLine {
  const sentences = doctor.zone;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  try {
    Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai' });
    return line('time zone', 'ok', sentences.detail(timeZone));
  } catch {
    return line('time zone', 'fail', sentences.missing, sentences.advice);
  }
}

/** Space on the disk of a folder. @param free bytes, as measured where it is not given */
export async function diskLine(folder: string, free?: number): Promise<DoctorLine> {
  const sentences = doctor.disk;
  const bytes = free ?? (await freeSpace(folder));
  const state = bytes < SPACE.fail ? 'fail' : bytes < SPACE.warn ? 'warn' : 'ok';
  return line('disk', state, sentences.free((bytes / GIGABYTE).toFixed(1), folder), sentences.advice);
}

async function freeSpace(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Whether others on this machine may read a file with secrets; those that are not there are passed over. */
export function secretFilesLine(files: readonly string[]): DoctorLine {
  const sentences = doctor.files;
  const modes = files.flatMap((file) => {
    const mode = statSync(file, { throwIfNoEntry: false })?.mode;
    return mode === undefined ? [] : [{ file, isOpen: (mode & 0o077) !== 0 }];
  });
  if (modes.length === 0) return line('secret files', 'ok', sentences.none);
  const open = modes.filter(({ isOpen }) => isOpen).map(({ file }) => file);
  if (open.length === 0) return line('secret files', 'ok', sentences.closed(modes.length));
  return line(
    'secret files',
    'warn',
    sentences.open(open.join(', ')),
    untranslated(`chmod 600 ${open.join(' ')}`),
  );
}

/** `.env` of the working folder, and the files that a configuration takes secrets from. */
export function secretFiles(configPath: string, origins: ReadonlyMap<string, Origin>): string[] {
  const folder = path.dirname(path.resolve(configPath));
  const named = [...origins.values()].flatMap((origin) =>
    origin.kind === 'file' ? [path.resolve(folder, origin.name)] : [],
  );
  return ['.env', ...new Set(named)];
}

/** Which of the ports are free that the development stack takes. A taken one is no fault: the stack itself may have it, or takes another. */
export async function portsLine(ports: readonly number[]): Promise<DoctorLine> {
  const sentences = doctor.ports;
  const free: number[] = [];
  for (const port of ports) if ((await freePort(port)) === port) free.push(port);
  const taken = ports.filter((port) => !free.includes(port));
  const parts = [
    ...(free.length > 0 ? [sentences.free(free.join(', '))] : []),
    ...(taken.length > 0 ? [sentences.taken(taken.join(', '))] : []),
  ];
  return line('ports', 'ok', joined(parts, ' · '));
}
