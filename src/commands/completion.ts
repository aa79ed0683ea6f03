import type { Argument, Command, Option } from 'commander';
import { messages } from '../messages';
import { schemes } from '../workflows/catalogue';
import {
  type CompletedCommand,
  type CompletedOption,
  completionScript,
  type Shell,
  shells,
  type Values,
} from './completion/scripts';
import { verb } from './verbs';

/**
 * `jinqiao completion <shell>`: a script of plain words for the shell to read.
 * @param program gives the program with all its verbs and their options
 */
export function completionCommand(program: () => Promise<Command>): Command {
  const command = verb('completion');
  command.registeredArguments[0]?.choices(shells);
  return command.action(async (shell: Shell) => {
    process.stdout.write(completionScript[shell](completionTree(await program())));
  });
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
