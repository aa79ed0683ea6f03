import markdownIt from 'markdown-it';
import { parse } from 'unbash';
import { textOf } from '../documents';

/** A command that a document tells its reader to give. */
export interface DocumentedCommand {
  /** `docs/operations.md:351` */
  readonly place: string;
  /** On one line, without remarks; `jinqiao` where it is called from the checkout, too. */
  readonly text: string;
}

const markdown = markdownIt();

/** Programs whose calls within a sentence are commands too, where they have an argument beside the verb. */
const PROGRAMS = /^(?:jinqiao|node bin\/jinqiao|temporal|tctl|docker)(?: [^ …]+){2,}$/;

/**
 * Commands of a document in their order: statements of its shell blocks, `ExecStart` of its services, examples of its
 * help texts, and whole commands within its sentences and tables.
 */
export function commandsIn(file: string): DocumentedCommand[] {
  let line = 0;
  return markdown.parse(textOf(file), {}).flatMap((token) => {
    // Cells of a table have no place of their own.
    line = token.map ? token.map[0] + 1 : line;
    const at = (text: string, below = 0) => ({ place: `${file}:${line + below}`, text: onOneLine(text) });
    if (token.type === 'fence') return statements(token.info, token.content).map((text) => at(text));
    const spans = token.children?.filter(({ type }) => type === 'code_inline') ?? [];
    return spans.filter(({ content }) => PROGRAMS.test(content)).map(({ content }) => at(content));
  });
}

function statements(kind: string, block: string): string[] {
  if (kind === 'sh') return parse(block).commands.map(({ pos, end }) => block.slice(pos, end));
  if (kind === 'ini') return matches(/^ExecStart=((?:.*\\\n)*.*)$/gm, block);
  return kind === 'text' ? matches(/^Example:\n {2}(.*)$/gm, block) : [];
}

function matches(pattern: RegExp, text: string): string[] {
  return [...text.matchAll(pattern)].map(([, match = '']) => match);
}

function onOneLine(command: string): string {
  return command
    .replaceAll(/\\\n/g, ' ')
    .replaceAll(/ +/g, ' ')
    .replace(/^node bin\/jinqiao\b/, 'jinqiao')
    .trim();
}
