import { Command, type CommanderError } from 'commander';
import { exitCodes } from './commands/exit';
import { reportFailure } from './commands/failure';
import { verb, type VerbName, verbs } from './commands/verbs';
import { version } from './version';

/** Only the verb that was asked for is loaded: most bring a part of the Temporal SDK along. */
const load: Readonly<Record<VerbName, () => Promise<Command>>> = {
  demo: async () => (await import('./commands/demo.js')).demoCommand(),
  dev: async () => (await import('./commands/dev.js')).devCommand(),
  run: async () => (await import('./commands/run.js')).runCommand(),
  preview: async () => (await import('./commands/preview.js')).previewCommand(),
  reconcile: async () => (await import('./commands/reconcile.js')).reconcileCommand(),
  find: async () => (await import('./commands/find.js')).findCommand(),
  failures: async () => (await import('./commands/failures.js')).failuresCommand(),
  retry: async () => (await import('./commands/retry.js')).retryCommand(),
  discard: async () => (await import('./commands/discard.js')).discardCommand(),
  check: async () => (await import('./commands/check.js')).checkCommand(),
  schedules: async () => (await import('./commands/schedules.js')).schedulesCommand(),
  worker: async () => (await import('./commands/worker.js')).workerCommand(),
  sandbox: async () => (await import('./commands/sandbox.js')).sandboxCommand(),
};

/** Runs `jinqiao` with these arguments; sets the process's exit code and lets the process end by itself. */
export async function main(args: readonly string[]): Promise<void> {
  process.stdout.on('error', endWithReader);
  try {
    const jinqiao = await program(args[0] === 'help' ? args[1] : args[0]);
    await jinqiao.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = reportFailure(error);
  }
}

/** `jinqiao … | head`: a reader that has seen enough is no failure. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCodes.ok);
}

async function program(wanted: string | undefined): Promise<Command> {
  const jinqiao = new Command('jinqiao')
    .description('Durable integrations between Chinese e-commerce ERPs and Kingdee, on Temporal')
    .version(version)
    .addHelpText('after', exitCodeHelp());
  for (const name of Object.keys(verbs) as VerbName[]) {
    jinqiao.addCommand(name === wanted ? await load[name]() : verb(name));
  }
  for (const command of [jinqiao, ...jinqiao.commands.flatMap(withSubcommands)]) oneLineErrors(command);
  return jinqiao;
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** Commander ends the process by itself and spreads an error over several lines unless told otherwise. */
function oneLineErrors(command: Command): void {
  command.exitOverride((error: CommanderError) => {
    throw error;
  });
  command.configureOutput({
    outputError: (text, write) =>
      write(
        `jinqiao: ${text
          .replace(/^error: /, '')
          .trim()
          .replaceAll('\n', ' ')}\n`,
      ),
  });
}

function exitCodeHelp(): string {
  const codes = Object.entries(exitCodes).map(([name, code]) => `${code} ${name}`);
  return `\nExit codes: ${codes.join(', ')}\nJINQIAO_DEBUG=1 shows the stack of a failure.`;
}
