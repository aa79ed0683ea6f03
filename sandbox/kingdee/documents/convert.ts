import { trimFraction, parseWallClock } from '../clock';
import type { Field } from '../forms/form';
import type { Value } from './row';

/** Reads a JSON boolean or the strings that the official templates use; `undefined` for anything else. */
export function readBoolean(raw: unknown): boolean | undefined {
  if (typeof raw === 'boolean') return raw;
  const word = String(raw).trim().toLowerCase();
  if (word === 'true' || word === '1') return true;
  return word === 'false' || word === '0' ? false : undefined;
}

function readNumber(raw: unknown): number | undefined {
  if (raw === '' || raw === null) return 0;
  if (typeof raw !== 'number' && typeof raw !== 'string') return undefined;
  const number = Number(raw);
  return Number.isFinite(number) ? number : undefined;
}

function readDate(raw: unknown): string | null | undefined {
  if (raw === '' || raw === null) return null;
  const parsed = typeof raw === 'string' ? parseWallClock(raw) : undefined;
  return parsed === undefined ? undefined : trimFraction(parsed);
}

function readText(raw: unknown): string | undefined {
  if (raw === null) return '';
  const isPlain = typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean';
  return isPlain ? String(raw) : undefined;
}

/** Multilingual text: a plain string in Save, `[{"Key":2052,"Value":"…"}]` as View prints it. */
function readName(raw: unknown): string | undefined {
  if (!Array.isArray(raw)) return readText(raw);
  const chinese: unknown = raw.find((one) => one?.Key === 2052) ?? raw[0];
  return readText((chinese as { Value?: unknown } | undefined)?.Value ?? '');
}

/** A Model value as the store keeps it; `undefined` when it does not fit the field's type. Not for references. */
export function convert(field: Field, raw: unknown): Value | undefined {
  if (field.type === 'number') return readNumber(raw);
  if (field.type === 'date') return readDate(raw);
  if (field.type === 'boolean') return raw === '' || raw === null ? false : readBoolean(raw);
  return field.type === 'name' ? readName(raw) : readText(raw);
}
