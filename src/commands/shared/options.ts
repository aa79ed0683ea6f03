import { type Command, InvalidArgumentError } from 'commander';
import { isInReach, MOST } from '../../contract/bounds';
import { isOnCalendar } from '../../contract/time';
import { messages } from '../../messages';

/** Options that several verbs have. */
export interface CommonOptions {
  readonly config?: string;
  readonly json?: boolean;
}

/** Adds `-c, --config`. */
export function withConfig(command: Command): Command {
  return command.option('-c, --config <file>', messages().help.config);
}

/** Adds `--json`. @param prints what it prints, in the language in use */
export function withJson(command: Command, prints: string): Command {
  return command.option('--json', messages().help.json(prints));
}

/** A reader of whole numbers from 1 to the largest that is taken. */
export function countUpTo(most: number): (text: string) => number {
  return (text) => {
    if (/^[1-9]\d{0,8}$/.test(text) && Number(text) <= most) return Number(text);
    throw new InvalidArgumentError(messages().usage.wholeNumber(most));
  };
}

/** Reads a text that is kept and shown: a reason, a name, a note. */
export function readText(text: string): string {
  if (text.length <= MOST.text) return text;
  throw new InvalidArgumentError(messages().usage.longText(MOST.text));
}

/** Reads a day or a moment of Beijing time, as it is. */
export function readTime(text: string): string {
  const isTime = /^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$/.test(text);
  if (isTime && isOnCalendar(text) && isInReach(text)) return text;
  throw new InvalidArgumentError(messages().usage.time);
}

/** Collects `name=value` pairs of a repeatable option. */
export function readPair(text: string, pairs: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError(messages().usage.pair);
  return { ...pairs, [name]: value };
}
