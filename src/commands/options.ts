import { type Command, InvalidArgumentError } from 'commander';

/** Options that several verbs have. */
export interface CommonOptions {
  readonly config?: string;
  readonly json?: boolean;
}

/** Adds `-c, --config`. */
export function withConfig(command: Command): Command {
  return command.option(
    '-c, --config <file>',
    'configuration file (default: $JINQIAO_CONFIG, then jinqiao.yml)',
  );
}

/** Adds `--json`. */
export function withJson(command: Command, prints: string): Command {
  return command.option('--json', `print ${prints} as JSON`);
}

/** Reads a whole number from 1 up. */
export function readCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Use a whole number from 1 up.');
  return Number(text);
}

/** Reads a day or a moment of Beijing time, as it is. */
export function readTime(text: string): string {
  if (/^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$/.test(text)) return text;
  throw new InvalidArgumentError('Use yyyy-MM-dd or "yyyy-MM-dd HH:mm:ss", Beijing time.');
}

/** Collects `name=value` pairs of a repeatable option. */
export function readPair(text: string, pairs: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('Use parameter=value.');
  return { ...pairs, [name]: value };
}
