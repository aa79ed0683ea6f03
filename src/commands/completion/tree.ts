import type { Argument, Command, Option } from 'commander';
import { schemes } from '../../workflows/catalogue';
import { messages } from '../../messages';

/** What may follow a word: one of these, a file, or anything. */
export type Values = readonly string[] | 'file' | 'any';

/** An option as the command line takes it. */
export interface CompletedOption {
  /** `--config`, `-c` */
  readonly flags: readonly string[];
  readonly description: string;
  /** Absent where it takes no value. */
  readonly values?: Values;
}

/** What can be typed after a command. */
export interface CompletedCommand {
  /** Words up to it, without the program: `schedules pause`; empty for the program itself. */
  readonly path: string;
  readonly description: string;
  readonly subcommands: readonly string[];
  readonly options: readonly CompletedOption[];
  /** Values of its arguments. */
  readonly arguments: readonly string[];
}

/** Arguments and options that take a scheme's name; `run` takes one beside workflow ids. */
const takeSchemes = new Set(['scheme', 'run']);
const takeFiles = new Set(['file']);

/** All commands of a program, the program first. @param inherited options of the program that every command takes too */
export function completionTree(
  command: Command,
  above: readonly string[] = [],
  inherited: readonly CompletedOption[] = [],
): CompletedCommand[] {
  const { commands, options, registeredArguments } = command;
  const subcommands = commands.map((sub) => sub.name());
  const own: CompletedCommand = {
    path: above.join(' '),
    description: command.description(),
    subcommands,
    options: [...options.map(completedOption), ...inherited, helpOption()],
    arguments: registeredArguments.flatMap(argumentValues),
  };
  // `--version` is asked of the program alone; options with a value hold for every verb.
  const passed = above.length > 0 ? inherited : own.options.filter(({ values }) => values !== undefined);
  return [own, ...commands.flatMap((sub) => completionTree(sub, [...above, sub.name()], passed))];
}

function helpOption(): CompletedOption {
  return { flags: ['-h', '--help'], description: messages().help.help };
}

function completedOption(option: Option): CompletedOption {
  const flags = [option.short, option.long].filter((flag) => flag !== undefined);
  const { description } = option;
  if (!option.required && !option.optional) return { flags, description };
  return { flags, description, values: option.argChoices ?? valuesNamed(valueName(option.flags)) };
}

function argumentValues(argument: Argument): readonly string[] {
  const values = argument.argChoices ?? valuesNamed(argument.name());
  return typeof values === 'string' ? [] : values;
}

function valuesNamed(name: string): Values {
  if (takeSchemes.has(name)) return Object.keys(schemes);
  return takeFiles.has(name) ? 'file' : 'any';
}

/** `-c, --config <file>` takes a `file`. */
function valueName(flags: string): string {
  return /[<[]([\w-]+)/.exec(flags)?.[1] ?? '';
}
