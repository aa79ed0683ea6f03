import type { Finished } from '../../commands/jinqiao';
import type { Desk, Given, Lasting } from './desk';

/** A documented command, what is so before it, and what must be seen of it. */
export interface Step extends Given {
  readonly before?: (desk: Desk) => Promise<unknown>;
  /** Its exit code, where it is not 0. */
  readonly code?: number;
  readonly sees: (desk: Desk, finished: Finished) => unknown;
}

/** A documented command that goes on until it is stopped, by SIGTERM, and then ends with 0. */
export interface LastingStep {
  readonly lasts: (desk: Desk, lasting: Lasting) => Promise<unknown>;
}

/** Steps by command, in the order in which they are carried out. */
export type Story = Readonly<Record<string, Step | LastingStep>>;

/** Sees the text in what was printed. */
export function printed(...texts: readonly (string | RegExp)[]): Step['sees'] {
  return (_, { stdout }) => {
    for (const text of texts) expect(stdout).toMatch(typeof text === 'string' ? literally(text) : text);
  };
}

function literally(text: string): RegExp {
  return new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
}
