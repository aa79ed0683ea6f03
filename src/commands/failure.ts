import { CommanderError } from 'commander';
import type { ConfigFaults } from '../config/faults';
import { exitCodes } from './exit';
import { faultLines } from './faultText';
import { usageText } from './usageFault';
import { words } from './words';

/** How a failure is shown and what the program ends with. */
interface Verdict {
  readonly message: string;
  readonly exitCode: number;
}

/** By the error's name, so that reporting a failure need not load the libraries that throw it. */
const verdicts: Readonly<Record<string, (error: Error & { exitCode?: number; hint?: string }) => Verdict>> = {
  CliError: ({ message, hint, exitCode = exitCodes.failed }) => ({
    message: hint ? `${message}; ${hint}` : message,
    exitCode,
  }),
  ConfigFaults: (error) => ({
    message: faultLines(error as ConfigFaults).join('\n'),
    exitCode: exitCodes.usage,
  }),
  TemporalUnreachable: ({ message }) => ({
    message: `${message}; ${words().error.startServer}`,
    exitCode: exitCodes.unreachable,
  }),
  CannotListen: ({ message }) => ({ message, exitCode: exitCodes.usage }),
  SearchAttributesMissing: ({ message }) => ({ message, exitCode: exitCodes.usage }),
  NoServerBinary: ({ message }) => ({ message, exitCode: exitCodes.unreachable }),
  Unavailable: ({ message }) => ({ message, exitCode: exitCodes.unreachable }),
  ProgramEnded: ({ message }) => ({ message, exitCode: exitCodes.failed }),
};

/** Help and version are no failures; and help that was shown for want of a verb says enough. */
function reportUsage(error: CommanderError): number {
  if (error.exitCode === 0) return exitCodes.ok;
  if (error.code !== 'commander.help') process.stderr.write(`jinqiao: ${usageText(error)}\n`);
  return exitCodes.usage;
}

/** Writes a failure to stderr, one clear line; with `JINQIAO_DEBUG=1` its stack too. Returns the exit code. */
export function reportFailure(error: unknown): number {
  if (error instanceof CommanderError) return reportUsage(error);
  const failure = error instanceof Error ? error : new Error(String(error));
  const { message, exitCode } = verdicts[failure.name]?.(failure) ?? {
    message: failure.message.split('\n')[0] ?? failure.name,
    exitCode: exitCodes.failed,
  };
  process.stderr.write(`jinqiao: ${message}\n`);
  if (process.env.JINQIAO_DEBUG === '1') process.stderr.write(`${failure.stack}\n`);
  return exitCode;
}
