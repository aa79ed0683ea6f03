import { CommanderError } from 'commander';
import type { ConfigFaults } from '../../config/faults';
import type { ConnectorError } from '../../connectors/errors';
import type { CannotListen } from '../../metrics/server';
import type { TemporalUnreachable } from '../../temporal/connect';
import type { SearchAttributesMissing } from '../../temporal/searchAttributes';
import { type CliError, exitCodes } from './exit';
import { connectorText, unreachableAdvice, unreachableText } from '../../messages/errors';
import { faultLines } from '../../messages/faults';
import { usageText } from '../../messages/usage';
import { visible } from '../../contract/visible';
import { messages } from '../../messages';

/** How a failure is shown and what the program ends with. */
interface Verdict {
  readonly message: string;
  readonly exitCode: number;
}

/** By the error's name, so that reporting a failure need not load the libraries that throw it. */
const verdicts = {
  CliError: ({ message, hint, exitCode }: CliError) => ({
    message: hint ? messages().failure.advised(message, hint) : message,
    exitCode,
  }),
  ConfigFaults: (error: ConfigFaults) => ({
    message: faultLines(error).join('\n'),
    exitCode: exitCodes.usage,
  }),
  TemporalUnreachable: (error: TemporalUnreachable) => ({
    message: messages().failure.advised(
      unreachableText(error),
      unreachableAdvice(error, messages().failure.startServer),
    ),
    exitCode: exitCodes.unreachable,
  }),
  CannotListen: ({ address, code }: CannotListen) => ({
    message: messages().failure.cannotListen(address, code),
    exitCode: exitCodes.usage,
  }),
  SearchAttributesMissing: ({ missing, command }: SearchAttributesMissing) => ({
    message: messages().failure.attributesMissing(missing.join(', '), command),
    exitCode: exitCodes.usage,
  }),
  Unavailable: ofConnector(exitCodes.unreachable),
  Throttled: ofConnector(exitCodes.failed),
  Unauthorized: ofConnector(exitCodes.failed),
  InDoubt: ofConnector(exitCodes.failed),
  ProtocolViolation: ofConnector(exitCodes.failed),
  Misconfigured: ofConnector(exitCodes.failed),
} as const;

function ofConnector(exitCode: number): (error: ConnectorError) => Verdict {
  return (error) => ({ message: connectorText(error), exitCode });
}

function verdictOf(failure: Error): Verdict | undefined {
  const judge = (verdicts as Readonly<Record<string, (error: never) => Verdict>>)[failure.name];
  return judge?.(failure as never);
}

/** Help and version are no failures; and help that was shown for want of a verb says enough. */
function reportUsage(error: CommanderError): number {
  if (error.exitCode === 0) return exitCodes.ok;
  if (error.code !== 'commander.help') process.stderr.write(`jinqiao: ${visible(usageText(error))}\n`);
  return exitCodes.usage;
}

/** Writes a failure to stderr, one clear line; with `JINQIAO_DEBUG=1` its stack too. Returns the exit code. */
export function reportFailure(error: unknown): number {
  if (error instanceof CommanderError) return reportUsage(error);
  const failure = error instanceof Error ? error : new Error(String(error));
  const { message, exitCode } = verdictOf(failure) ?? {
    message: failure.message.split('\n')[0] ?? failure.name,
    exitCode: exitCodes.failed,
  };
  process.stderr.write(`jinqiao: ${visible(message)}\n`);
  if (process.env.JINQIAO_DEBUG === '1') process.stderr.write(`${visible(failure.stack ?? '')}\n`);
  return exitCode;
}
