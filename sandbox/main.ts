import { Command, InvalidArgumentError } from 'commander';
import { BadInput } from './input';
import { createSandbox, type RunningSandbox } from './server';

const MEBIBYTE = 1_048_576;

interface Arguments {
  port: number;
  host: string;
  seed: number;
  size: Record<string, number>;
  bodyLimit: number;
}

const program = new Command('sandbox')
  .description(
    'Simulates the platforms over HTTP/1.1. When ready it prints one JSON line with its addresses to stdout.',
  )
  .option('--port <n>', 'port to listen on, 0 for any free one', readPort, 0)
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--seed <n>', 'seed of the default data', readWhole, 1)
  .option('--size <name=n>', 'rows of a collection, e.g. warehouses=230 (repeatable)', readSize, {})
  .option('--body-limit <mebibytes>', 'largest body that is taken', readWhole, 32)
  .allowExcessArguments(false);

/** Starts the sandbox as the arguments say and runs until SIGINT or SIGTERM. A start that fails is one line, exit 1. */
async function main(): Promise<void> {
  const { port, host, seed, size, bodyLimit } = program.parse().opts<Arguments>();
  try {
    const sandbox = await createSandbox({ port, host, seed, sizes: size, bodyLimit: bodyLimit * MEBIBYTE });
    stopOnSignals(sandbox);
    process.stdout.write(`${JSON.stringify(sandbox.description)}\n`);
  } catch (error) {
    process.stderr.write(`${startFault(error as NodeJS.ErrnoException, port, host)}\n`);
    process.exitCode = 1;
  }
}

function stopOnSignals(sandbox: RunningSandbox): void {
  const stop = () => void sandbox.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function startFault(error: NodeJS.ErrnoException, port: number, host: string): string {
  if (error instanceof BadInput) return error.message;
  if (error.code === 'EADDRINUSE')
    return `Port ${port} on ${host} is in use: choose another with --port, or --port 0 for any free one.`;
  if (error.code === 'EACCES')
    return `Port ${port} on ${host} is not allowed for this user: choose one from 1024 up.`;
  return `The sandbox cannot start on ${host} port ${port}: ${error.message}`;
}

function readPort(text: string): number {
  const port = readWhole(text);
  if (port > 65_535) throw new InvalidArgumentError('Use a number from 0 to 65535.');
  return port;
}

function readWhole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Use a whole number.');
  return Number(text);
}

function readSize(text: string, sizes: Record<string, number>): Record<string, number> {
  const [, name, count] = /^([^=]+)=(\d{1,9})$/.exec(text) ?? [];
  if (name === undefined) throw new InvalidArgumentError('Use name=n, e.g. warehouses=230.');
  return { ...sizes, [name]: Number(count) };
}

void main();
