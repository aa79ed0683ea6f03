import type { ErrorCode as YamlProblem } from 'yaml';
import type { ParameterFault } from '../contract/scheme';
import type { SettingFault } from '../connectors/settings';
import type { CronFault } from './shape';

/** What can be named in a configuration. */
export type NameKind = 'platform' | 'scheme' | 'connection' | 'parameter' | 'codeTable';

/** Shape of a value, as the schemas tell it. */
export type ValueKind = 'text' | 'number' | 'wholeNumber' | 'truth' | 'list' | 'map' | 'value';

/**
 * What is wrong, as data and without secrets: the command line has the words for it, in each of its languages
 * (`src/messages/faults.ts`).
 */
export type FaultReason =
  | { readonly code: 'no-file' }
  /** The file itself; `why` is the system's code. */
  | { readonly code: 'unreadable'; readonly why: string }
  /** A text that is not in UTF-8: `other` is most often GBK. */
  | { readonly code: 'encoding'; readonly looksLike: 'UTF-16' | 'other' }
  | { readonly code: 'too-large'; readonly megabytes: number }
  /** A value of `.env` that a `#` cuts off. */
  | { readonly code: 'cut-off'; readonly name: string }
  /** `said` is the parser's own sentence. */
  | { readonly code: 'not-yaml'; readonly problem: YamlProblem; readonly said: string }
  | { readonly code: 'secret-written-out' }
  | { readonly code: 'variable-not-set'; readonly name: string }
  | { readonly code: 'file-unreadable'; readonly file: string; readonly why: string }
  | {
      readonly code: 'unknown-name';
      readonly kind: NameKind;
      readonly name: string;
      readonly known: readonly string[];
    }
  | { readonly code: 'unknown-key'; readonly key: string; readonly known: readonly string[] }
  /** A slice's length for a scheme whose window is not read in slices. */
  | { readonly code: 'not-sliced' }
  /** A key that belongs to another kind of connection or channel. */
  | { readonly code: 'key-of-another-kind' }
  | {
      readonly code: 'other-platform';
      readonly connection: string;
      readonly platform: string;
      readonly needed: string;
    }
  | ({ readonly code: 'parameter' } & ParameterFault)
  | { readonly code: 'missing'; readonly wanted: ValueKind }
  | { readonly code: 'wrong-kind'; readonly wanted: ValueKind }
  | { readonly code: 'not-one-of'; readonly values: readonly string[] }
  /** `limit` itself is allowed unless `excluded`; of a text or list it is its length. */
  | {
      readonly code: 'too-small' | 'too-big';
      readonly limit: number;
      readonly excluded: boolean;
      readonly of: ValueKind;
    }
  | { readonly code: 'setting'; readonly expected: SettingFault }
  | ({ readonly code: 'cron' } & CronFault)
  /** What no schema of ours gives a name: the validator's own sentence. */
  | { readonly code: 'other'; readonly said: string };

/** One thing wrong with the configuration. */
export interface ConfigFault {
  /** Where in the file, e.g. `connections.erp.appSecret`; empty for the file as a whole. */
  readonly path: string;
  /** Line in the file, from 1, where it is known. */
  readonly line?: number | undefined;
  readonly reason: FaultReason;
}

/** Thrown by `loadConfig`: everything that is wrong with the configuration, in the order of the file. */
export class ConfigFaults extends Error {
  constructor(
    /** The file the faults are in. */
    readonly file: string,
    readonly faults: readonly ConfigFault[],
    /** How many more there are. */
    readonly further = 0,
  ) {
    super(faults.map(({ path, line, reason }) => `${placeOf(file, line, path)}: ${reason.code}`).join('\n'));
    this.name = 'ConfigFaults';
  }
}

/** Where a fault is: `jinqiao.yml:7: connections.erp.appSecret`. */
export function placeOf(file: string, line: number | undefined, path: string): string {
  const where = line === undefined ? file : `${file}:${line}`;
  return path ? `${where}: ${path}` : where;
}

/** Faults that are kept: nobody reads more, and a file that is none of ours may have hundreds of thousands. */
const MOST_KEPT = 50;

/** The faults of one file as they are found. */
export class FoundFaults {
  private readonly kept: { readonly at: ValuePath; readonly reason: FaultReason }[] = [];
  private readonly places = new Set<string>();
  /** Faults beyond those that are kept. */
  further = 0;

  /** Notes a fault. */
  readonly report = (at: ValuePath, reason: FaultReason): void => {
    if (this.kept.length >= MOST_KEPT) this.further += 1;
    else this.kept.push({ at, reason });
    this.places.add(at.join('.'));
  };

  /** Notes a fault unless there is one at its place: a reference that failed also leaves a gap in the shape. */
  readonly reportOnce = (at: ValuePath, reason: FaultReason): void => {
    if (!this.places.has(at.join('.'))) this.report(at, reason);
  };

  /** All of them with their lines, the first line first. */
  inFileOrder(lineOf: (at: ValuePath) => number | undefined): ConfigFault[] {
    return this.kept
      .map(({ at, reason }) => ({ path: at.join('.'), line: lineOf(at), reason }))
      .sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  }
}

/** Path of a value in the file: `['connections', 'erp', 'appSecret']`. */
export type ValuePath = readonly string[];

/** Says that something is wrong with the value at `path`. */
export type Report = (path: ValuePath, reason: FaultReason) => void;
