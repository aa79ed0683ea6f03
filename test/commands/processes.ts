import { execFileSync, type ChildProcess } from 'node:child_process';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Ids of a process's own children. */
export function childrenOf(parent: ChildProcess): number[] {
  return processes()
    .filter((process) => process.parent === parent.pid)
    .map((process) => process.pid);
}

/** Id of the child whose command line holds a word. */
export function childNamed(parent: ChildProcess, word: string): number {
  const found = processes().find(
    (process) => process.parent === parent.pid && process.command.includes(word),
  );
  if (!found) throw new Error(`no child "${word}"`);
  return found.pid;
}

/** `ps` as POSIX has it, so that it works on Linux and macOS. */
function processes(): Process[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return { pid: Number(pid), parent: Number(parent), command };
  });
}
