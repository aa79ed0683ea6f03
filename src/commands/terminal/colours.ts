import { isatty } from 'node:tty';
import { createColors } from 'picocolors';

/** Colours of stdout, where a person looks: on a terminal, unless `NO_COLOR` is set. A pipe, a file and a build server get plain text. */
export const colours = coloursOf(1);

/** Those of stderr, which may go elsewhere. */
export const noticeColours = coloursOf(2);

function coloursOf(stream: number): ReturnType<typeof createColors> {
  return createColors(isatty(stream) && !process.env.NO_COLOR);
}
