import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Where plots and figures of the last measurement are kept. */
export const resultsFolder = path.join(__dirname, '..', 'docs', 'performance');

/** What one `npm run bench` measured. A section that was left out is not there. */
export interface Results {
  readonly machine: Machine;
  readonly sections: Sections;
}

export interface Machine {
  readonly cores: number;
  readonly memoryGiB: number;
  /** Version of Node.js, without `v`. */
  readonly node: string;
  /** Version of the Temporal server. */
  readonly temporal: string;
  /** Day of the measurement, `2026-11-27`. */
  readonly date: string;
}

export interface Sections {
  readonly plain?: readonly PlainCell[];
  readonly growth?: readonly GrowthCell[];
  readonly budget?: readonly BudgetCell[];
  readonly workers?: readonly WorkersCell[];
  readonly recovery?: readonly RecoveryCell[];
  readonly start?: readonly StartCell[];
}

/** Size class of a source row as JSON, in bytes: 0.3 KB or 3 KB. */
export type RowBytes = 300 | 3_000;

/** A plain script and the scheme in turn: the same calls, in the same order, as many in flight. */
export interface Rounds {
  /** Wall time of the plain script, one entry a round. */
  readonly plainMs: readonly number[];
  /** Wall time of the scheme in the same rounds. */
  readonly schemeMs: readonly number[];
}

/** One scheme against the plain script. */
export interface PlainCell extends Rounds {
  readonly scheme: string;
  readonly rowBytes: RowBytes;
  /** Time that the platforms take for each call. */
  readonly latencyMs: number;
  readonly concurrency: number;
  readonly pages: number;
  readonly rows: number;
}

/** One run over a list of some length. */
export interface GrowthCell {
  readonly rows: number;
  readonly rowBytes: RowBytes;
  readonly pageRows: number;
  readonly concurrency: number;
  readonly seconds: number;
  /** Each tenth of the rows in order, ten entries. */
  readonly tenths: readonly Tenth[];
  /** Size of the server's database file after the run. */
  readonly serverFileMiB: number;
  /** Of all executions of the workflow together, continued ones included. */
  readonly historyEvents: number;
  readonly historyBytes: number;
  readonly largestPayloadBytes: number;
  /** Of one execution of the workflow, between two continuations. */
  readonly largestRunEvents: number;
  readonly largestRunBytes: number;
  /** Replay of the largest execution. */
  readonly replayMs: number;
}

export interface Tenth {
  readonly rowsPerSecond: number;
  /** Highest resident memory of the worker while these rows were moved. */
  readonly workerMemoryMiB: number;
}

/** The calls that one account's platform got while there was always work for more. */
export interface BudgetCell {
  readonly account: string;
  readonly workers: number;
  readonly perSecond: number;
  readonly perMinute: number;
  /** When each call came in, in whole milliseconds from the first, ascending. */
  readonly callsMs: readonly number[];
  /** Calls made ÷ calls that the limits allow, over the time that work waited. */
  readonly usedShare: number;
}

/** Many schemes at once; the plain script does as many at once. */
export interface WorkersCell extends Rounds {
  readonly workers: number;
  readonly schemes: number;
  readonly latencyMs: number;
  /** Time of the slowest scheme ÷ time of the fastest, one entry a round. */
  readonly slowestOverFastest: readonly number[];
}

export type Interruption = 'worker killed' | 'worker stopped' | 'worker replaced' | 'server killed';

/**
 * What an interruption costs: SIGKILL of the worker with another one started at once, SIGTERM of one of two workers, SIGTERM
 * of the only one with another started at the same moment, SIGKILL of the server.
 */
export interface RecoveryCell {
  readonly what: Interruption;
  /** From the signal, or from the server's return, to the next page written; one entry a round. */
  readonly secondsToNextPage: readonly number[];
  /** Calls that the platforms got a second time, in the same rounds. */
  readonly repeatedCalls: readonly number[];
}

/** From `jinqiao dev` to the first page written. */
export interface StartCell {
  /** Whether the build and the Temporal binary were there. */
  readonly warm: boolean;
  /** One entry a round. */
  readonly seconds: readonly number[];
}

/** The last measurement; undefined before the first one. */
export function readResults(folder = resultsFolder): Results | undefined {
  const file = resultsFile(folder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : undefined;
}

/** Keeps a measurement as `docs/performance/results.json`. */
export function writeResults(results: Results, folder = resultsFolder): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(resultsFile(folder), `${JSON.stringify(results, undefined, 2)}\n`);
}

function resultsFile(folder: string): string {
  return path.join(folder, 'results.json');
}
