import { CommanderError } from 'commander';
import type { ConfigFaults } from '../../config/faults';
import type { ConnectorError } from '../../connectors/errors';
import { saidOf } from '../../connectors/probe';
import { type Bilingual, untranslated } from '../../contract/bilingual';
import { visible } from '../../contract/visible';
import { localize } from '../../messages';
import { failure as sentences, unreachableAdvice, unreachableText } from '../../messages/errors';
import { faultLines } from '../../messages/faults';
import { usageText } from '../../messages/usage';
import type { CannotListen } from '../../metrics/server';
import type { OperationError } from '../../operations/errors';
import type { TemporalUnreachable } from '../../temporal/connect';
import type { SearchAttributesMissing } from '../../temporal/searchAttributes';
import { type CliError, exitCodes } from './exit';

/** How a failure is shown and what the program ends with. */
interface Ending {
  readonly message: string;
  readonly exitCode: number;
}

/** By the error's name, so that reporting a failure need not load the libraries that throw it. */
const endings = {
  CliError: ({ message, hint, exitCode }: CliError) =>
    ending(untranslated(message), exitCode, hint ? untranslated(hint) : undefined),
  OperationError: ({ text, advice, code }: OperationError) => ending(text, exitCodes[code], advice),
  ConfigFaults: (error: ConfigFaults) => ({
    message: faultLines(error).map(localize).join('\n'),
    exitCode: exitCodes.usage,
  }),
  TemporalUnreachable: (error: TemporalUnreachable) =>
    ending(unreachableText(error), exitCodes.unreachable, unreachableAdvice(error, sentences.startServer)),
  CannotListen: ({ address, code }: CannotListen) =>
    ending(sentences.cannotListen(address, code), exitCodes.usage),
  SearchAttributesMissing: ({ missing, command }: SearchAttributesMissing) =>
    ending(sentences.attributesMissing(missing.join(', '), command), exitCodes.usage),
  Unavailable: ofConnector(exitCodes.unreachable),
  Throttled: ofConnector(exitCodes.failed),
  Unauthorized: ofConnector(exitCodes.failed),
  InDoubt: ofConnector(exitCodes.failed),
  ProtocolViolation: ofConnector(exitCodes.failed),
  Misconfigured: ofConnector(exitCodes.failed),
} as const;

function ofConnector(exitCode: number): (error: ConnectorError) => Ending {
  return (error) => ending(saidOf(error), exitCode);
}

function ending(what: Bilingual, exitCode: number, advice?: Bilingual): Ending {
  return { message: localize(advice ? sentences.advised(what, advice) : what), exitCode };
}

function endingOf(failure: Error): Ending | undefined {
  const known = (endings as Readonly<Record<string, (error: never) => Ending>>)[failure.name];
  return known?.(failure as never);
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
  const { message, exitCode } = endingOf(failure) ?? {
    message: failure.message.split('\n')[0] ?? failure.name,
    exitCode: exitCodes.failed,
  };
  process.stderr.write(`jinqiao: ${visible(message)}\n`);
  if (process.env.JINQIAO_DEBUG === '1') process.stderr.write(`${visible(failure.stack ?? '')}\n`);
  return exitCode;
}
