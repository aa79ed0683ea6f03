import type { Command } from 'commander';
import { completionScript, type Shell, shells } from './completion/scripts';
import { completionTree } from './completion/tree';
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
