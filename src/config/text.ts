import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { ConfigFaults, type FaultReason } from './faults';

/** Name of the configuration file in the working folder. */
export const defaultPath = 'jinqiao.yml';

/** Bytes of the largest file that is read: code tables of ten thousand entries take a fifth of it. */
const MOST_BYTES = 2 * 1024 * 1024;

/** Text of a file and, where it is no text in UTF-8, what is wrong with it. */
export type FileText =
  | { readonly text: string }
  | {
      readonly reason: Extract<FaultReason, { readonly code: 'encoding' | 'too-large' }>;
      readonly line?: number;
    };

/**
 * Reads a file that people write. A byte order mark in front is left out, since it would become part of the first name.
 * @throws the system's error where the file cannot be read
 */
export function readFileText(file: string): FileText {
  const bytes = readFileSync(file);
  if (bytes.length > MOST_BYTES) return { reason: { code: 'too-large', megabytes: MOST_BYTES / 2 ** 20 } };
  if (isUtf16(bytes)) return { reason: { code: 'encoding', looksLike: 'UTF-16' }, line: 1 };
  if (!isUtf8(bytes))
    return { reason: { code: 'encoding', looksLike: 'other' }, line: firstLineOutsideUtf8(bytes) };
  return { text: bytes.toString('utf8').replace(/^\uFEFF/, '') };
}

/** Reads a file of the configuration. @throws ConfigFaults where it cannot be read or is no UTF-8 */
export function readConfigText(file: string): string {
  const read = readOrFault(file);
  if ('text' in read) return read.text;
  throw new ConfigFaults(file, [{ path: '', ...read }]);
}

function readOrFault(file: string): FileText | { readonly reason: FaultReason } {
  try {
    return readFileText(file);
  } catch (error) {
    const why = String((error as NodeJS.ErrnoException).code);
    return { reason: why === 'ENOENT' ? { code: 'no-file' } : { code: 'unreadable', why } };
  }
}

/** Editors of Windows call UTF-16 "Unicode": it begins with a mark, or every other byte of its Latin letters is zero. */
function isUtf16(bytes: Buffer): boolean {
  const mark = bytes.subarray(0, 2).toString('hex');
  return mark === 'fffe' || mark === 'feff' || bytes.subarray(0, 4_096).includes(0);
}

function firstLineOutsideUtf8(bytes: Buffer): number {
  let line = 1;
  for (let begin = 0; begin < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, begin);
    const next = end < 0 ? bytes.length : end + 1;
    if (!isUtf8(bytes.subarray(begin, next))) return line;
    begin = next;
  }
  return line;
}
