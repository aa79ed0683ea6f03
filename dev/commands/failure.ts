import { CliError, exitCodes } from '../../src/commands/shared/exit';
import { messages } from '../../src/messages';
import { NoServerBinary, type Tried } from '../server/serverBinary';
import { ProgramEnded } from '../stack/program';
import { noticeText } from './notice';

/** Says why a stack could not be started, or ended by itself, as the command line says what a person can act on. */
export function stackFailure(error: unknown): unknown {
  const texts = messages().failure;
  if (error instanceof NoServerBinary) {
    const lines = [texts.noServerBinary, ...error.tried.map((way) => `  - ${triedText(way)}`)];
    return new CliError(lines.join('\n'), exitCodes.unreachable, undefined, { cause: error });
  }
  if (error instanceof ProgramEnded) {
    const { program, how, lastLines } = error;
    const lines = [texts.programEnded(program, how), lastLines].filter(Boolean);
    return new CliError(lines.join('\n'), exitCodes.failed, undefined, { cause: error });
  }
  return error;
}

/** A way to a Temporal server that was tried in vain. */
export function triedText(tried: Tried): string {
  const texts = messages().failure.tried;
  if (tried.about === 'old-server') return noticeText(tried);
  if (tried.about === 'failed') return texts.download(tried.name, tried.why);
  return tried.about === 'not-cached' ? texts.notCached : texts.notOnPath;
}
