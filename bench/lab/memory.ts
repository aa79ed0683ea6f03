import { readFileSync } from 'node:fs';

/** Resident memory of a process at a moment. */
export interface MemorySample {
  readonly at: number;
  readonly mebibytes: number;
}

/** Watches a process's resident memory, twice a second, until it is stopped. */
export class MemoryWatch {
  readonly samples: MemorySample[] = [];
  private readonly timer: NodeJS.Timeout;

  constructor(pid: number) {
    this.timer = setInterval(
      () => this.samples.push({ at: Date.now(), mebibytes: residentMemory(pid) }),
      500,
    );
  }

  stop(): void {
    clearInterval(this.timer);
  }
}

function residentMemory(pid: number): number {
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) / 1_024;
}
