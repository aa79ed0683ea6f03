import type { CommanderError } from 'commander';
import { words } from '..';

type Parts = Readonly<Record<string, string>>;

/** Commander tells what is wrong by a code and an English sentence, which alone holds the names; what to say instead. */
const sentences: Readonly<Record<string, readonly (readonly [RegExp, (parts: Parts) => string])[]>> = {
  'commander.unknownOption': [
    [
      /^unknown option '(?<option>.*?)'(?:\n\(Did you mean (?:one of )?(?<near>.*)\?\))?$/s,
      ({ option = '', near }) => words().usage.unknownOption(option, suggestion(near)),
    ],
  ],
  'commander.unknownCommand': [
    [
      /^unknown command '(?<command>.*?)'(?:\n\(Did you mean (?:one of )?(?<near>.*)\?\))?$/s,
      ({ command = '', near }) => words().usage.unknownCommand(command, suggestion(near)),
    ],
  ],
  'commander.missingArgument': [
    [/^missing required argument '(?<name>.*)'$/s, ({ name = '' }) => words().usage.missingArgument(name)],
  ],
  'commander.optionMissingArgument': [
    [/^option '(?<option>.*)' argument missing$/s, ({ option = '' }) => words().usage.missingValue(option)],
  ],
  'commander.missingMandatoryOptionValue': [
    [
      /^required option '(?<option>.*)' not specified$/s,
      ({ option = '' }) => words().usage.missingOption(option),
    ],
  ],
  'commander.excessArguments': [
    [
      /^too many arguments.*\. Expected (?<expected>\d+) arguments? but got (?<given>\d+)\.$/s,
      ({ expected = '', given = '' }) => words().usage.tooMany(expected, given),
    ],
  ],
  'commander.invalidArgument': [
    [
      /^option '(?<option>.*?)' argument '(?<value>.*)' is invalid\. (?<advice>.*)$/s,
      ({ option = '', value = '', advice = '' }) =>
        words().usage.badOption(option, shown(value), spokenAdvice(advice)),
    ],
    [
      /^command-argument value '(?<value>.*)' is invalid for argument '(?<name>.*?)'\. (?<advice>.*)$/s,
      ({ name = '', value = '', advice = '' }) =>
        words().usage.badArgument(name, shown(value), spokenAdvice(advice)),
    ],
  ],
};

/** What is wrong with the words of a command line, one line, in the language in use. */
export function usageText({ code, message }: Pick<CommanderError, 'code' | 'message'>): string {
  const text = message.replace(/^error: /, '').trim();
  for (const [sentence, say] of sentences[code] ?? []) {
    const parts = sentence.exec(text)?.groups;
    if (parts) return say(parts);
  }
  return text.replaceAll('\n', ' ');
}

/** Longest value that is repeated, in characters. */
const LONGEST = 80;

function shown(value: string): string {
  return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
}

function suggestion(near: string | undefined): string {
  return near === undefined ? '' : words().usage.didYouMean(near);
}

/** Advice is ours, but for the choices. */
function spokenAdvice(advice: string): string {
  const [, choices] = /^Allowed choices are (.*)\.$/s.exec(advice) ?? [];
  return choices === undefined ? advice : words().usage.allowed(choices);
}
