/** One thing wrong with the configuration. */
export interface ConfigFault {
  /** Where in the file, e.g. `connections.erp.appSecret`; empty for the file as a whole. */
  readonly path: string;
  /** Line in the file, from 1, where it is known. */
  readonly line?: number | undefined;
  /** What is wrong and what to do, one line, without secrets. */
  readonly message: string;
}

/** Thrown by `loadConfig`: everything that is wrong with the configuration, in the order of the file. */
export class ConfigFaults extends Error {
  constructor(
    /** The file the faults are in. */
    readonly file: string,
    readonly faults: readonly ConfigFault[],
  ) {
    super(faults.map((fault) => describe(file, fault)).join('\n'));
    this.name = 'ConfigFaults';
  }
}

function describe(file: string, { path, line, message }: ConfigFault): string {
  const where = line === undefined ? file : `${file}:${line}`;
  return path ? `${where}: ${path}: ${message}` : `${where}: ${message}`;
}
