import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Command } from 'commander';
import { root } from '../../src/root';
import { keep } from '../stack/keeper';
import { CliError, exitCodes } from '../../src/commands/shared/exit';
import { verb } from '../../src/commands/verbs';
import { messages } from '../../src/messages';

interface SandboxOptions {
  readonly port: string;
  readonly host?: string;
  readonly seed?: string;
  readonly size?: readonly string[];
}

/** `jinqiao sandbox`: the platforms' simulators, a program of their own. */
export function command(): Command {
  const texts = messages().help.verb.sandbox;
  return verb('sandbox')
    .option('--port <n>', texts.port, '0')
    .option('--host <address>', texts.host)
    .option('--seed <n>', texts.seed)
    .option('--size <name=n>', texts.size, collect)
    .option('--json', texts.json)
    .action(simulate);
}

async function simulate(options: SandboxOptions): Promise<void> {
  const program = path.join(root, 'dist', 'sandbox', 'main.js');
  const child = spawn(process.execPath, [program, ...argumentsOf(options)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  keep(child);
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code) throw new CliError(messages().failure.sandboxEnded(code), exitCodes.failed);
}

function argumentsOf({ port, host, seed, size = [] }: SandboxOptions): string[] {
  return [
    `--port=${port}`,
    ...(host === undefined ? [] : [`--host=${host}`]),
    ...(seed === undefined ? [] : [`--seed=${seed}`]),
    ...size.map((pair) => `--size=${pair}`),
  ];
}

function collect(size: string, sizes: readonly string[] = []): string[] {
  return [...sizes, size];
}
