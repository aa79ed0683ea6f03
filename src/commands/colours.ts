import { isatty } from 'node:tty';
import { createColors } from 'picocolors';

/** Colours, where a person looks: on a terminal, unless `NO_COLOR` is set. A pipe, a file and a build server get plain text. */
export const colours = createColors(isatty(1) && !process.env.NO_COLOR);
