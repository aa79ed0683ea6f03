import { type Argument, type Command, Help, type Option } from 'commander';
import stringWidth from 'string-width';
import { messages, type Sentences } from '../../messages';

/** Has a command and all below it show their help in the language in use. */
export function speakHelp(command: Command): void {
  const texts = messages().help;
  command.helpOption('-h, --help', texts.help).configureHelp(spokenHelp);
  if (command.commands.length > 0) command.helpCommand('help [command]', texts.help);
  for (const sub of command.commands) speakHelp(sub);
}

const plain = new Help();

/** Commander's own words in the language in use, and its layout for characters that are two columns wide and stand without spaces. */
const spokenHelp: Partial<Help> = {
  styleTitle: (title) => messages().help.title[title as keyof Sentences['help']['title']] ?? title,
  commandUsage: (command) => placeholders(plain.commandUsage(command)),
  subcommandTerm: (command) => placeholders(plain.subcommandTerm(command)),
  optionDescription: (option) => describe(option, isShown(option) ? option : {}),
  argumentDescription: (argument) => describe(argument, argument),
  displayWidth: stringWidth,
  boxWrap: (text, width) => (isChinese(text) ? wrapped(text, width) : plain.boxWrap(text, width)),
};

function placeholders(text: string): string {
  const { options, command } = messages().help;
  return text.replace('[options]', options).replace('[command]', command);
}

/** A default of a switch says nothing. */
function isShown({ required, optional }: Option): boolean {
  return required || optional;
}

function describe(
  { description, argChoices }: Pick<Option | Argument, 'description' | 'argChoices'>,
  {
    defaultValue,
    defaultValueDescription,
  }: Partial<Pick<Option, 'defaultValue' | 'defaultValueDescription'>>,
): string {
  const texts = messages().help;
  const more = [
    ...(argChoices ? [texts.choices(argChoices.map((choice) => JSON.stringify(choice)).join(', '))] : []),
    ...(defaultValue === undefined
      ? []
      : [texts.default(defaultValueDescription ?? JSON.stringify(defaultValue))]),
  ];
  return more.length > 0 ? (description + texts.brackets(more.join(texts.comma))).trimStart() : description;
}

function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

/** Words of Latin letters stay whole, and punctuation stays with what it belongs to. */
const pieces = /[（“《]*(?:[!-~]+|\s+|[^\s!-~])[，。；：！？、）”》]*/gu;

/** A text in lines of at most so many columns. */
export function wrapped(text: string, width: number): string {
  const lines = [''];
  for (const piece of text.match(pieces) ?? []) {
    const line = lines.at(-1) ?? '';
    if (line === '' || stringWidth((line + piece).trimEnd()) <= width) lines[lines.length - 1] = line + piece;
    else lines.push(piece.trimStart());
  }
  return lines.map((line) => line.trimEnd()).join('\n');
}
