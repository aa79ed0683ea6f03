import { Command, Option } from 'commander';
import { developmentCommand } from './commands/development';
import { exitCodes } from './commands/shared/exit';
import { reportFailure } from './commands/shared/failure';
import { speakHelp } from './commands/terminal/help';
import { verb, type VerbName, verbs } from './commands/verbs';
import { chooseLanguage, languageIn, languages, messages } from './messages';
import { version } from './root';

/** Only the verb that was asked for is loaded: most bring a part of the Temporal SDK along. */
const load: Readonly<Record<VerbName, () => Promise<Command>>> = {
  demo: async () => developmentCommand('demo'),
  dev: async () => developmentCommand('dev'),
  run: async () => (await import('./commands/run.js')).runCommand(),
  backfill: async () => (await import('./commands/backfill.js')).backfillCommand(),
  runs: async () => (await import('./commands/runs.js')).runsCommand(),
  show: async () => (await import('./commands/show.js')).showCommand(),
  pause: async () => (await import('./commands/steer.js')).steeringCommand('pause'),
  resume: async () => (await import('./commands/steer.js')).steeringCommand('resume'),
  cancel: async () => (await import('./commands/steer.js')).steeringCommand('cancel'),
  preview: async () => (await import('./commands/preview.js')).previewCommand(),
  reconcile: async () => (await import('./commands/reconcile.js')).reconcileCommand(),
  find: async () => (await import('./commands/find.js')).findCommand(),
  failures: async () => (await import('./commands/failures.js')).failuresCommand(),
  retry: async () => (await import('./commands/retry.js')).retryCommand(),
  discard: async () => (await import('./commands/discard.js')).discardCommand(),
  check: async () => (await import('./commands/check.js')).checkCommand(),
  doctor: async () => (await import('./commands/doctor.js')).doctorCommand(),
  config: async () => (await import('./commands/config.js')).configCommand(),
  schedules: async () => (await import('./commands/schedules.js')).schedulesCommand(),
  alerts: async () => (await import('./commands/alerts.js')).alertsCommand(),
  worker: async () => (await import('./commands/worker.js')).workerCommand(),
  completion: async () => (await import('./commands/completion.js')).completionCommand(wholeProgram),
  sandbox: async () => developmentCommand('sandbox'),
};

/** Runs `jinqiao` with these arguments; sets the process's exit code and lets the process end by itself. */
export async function main(args: readonly string[]): Promise<void> {
  process.stdout.on('error', endWithReader);
  // Before anything is said, and what is said of a wrong command line too.
  chooseLanguage(languageIn(args));
  try {
    const jinqiao = await program(verbOf(args));
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

/** The verb that is asked for; options that hold for all verbs, and `help`, may stand before it. */
function verbOf(args: readonly string[]): string | undefined {
  return args.find((word) => Object.hasOwn(verbs, word));
}

/** With every verb's options, for those who look at all of them. */
export async function wholeProgram(): Promise<Command> {
  return program(...(Object.keys(verbs) as VerbName[]));
}

async function program(...wanted: readonly (string | undefined)[]): Promise<Command> {
  const texts = messages().help;
  const jinqiao = new Command('jinqiao')
    .description(texts.program)
    .version(version, '-V, --version', texts.version)
    .addOption(new Option('--lang <language>', texts.lang).choices(languages))
    .addHelpText('after', exitCodeHelp());
  for (const name of Object.keys(verbs) as VerbName[]) {
    jinqiao.addCommand(wanted.includes(name) ? await load[name]() : verb(name));
  }
  speakHelp(jinqiao);
  for (const command of [jinqiao, ...jinqiao.commands.flatMap(withSubcommands)]) throwErrors(command);
  return jinqiao;
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** Commander ends the process by itself and says why in English unless told otherwise. */
function throwErrors(command: Command): void {
  command.exitOverride((error) => {
    throw error;
  });
  command.configureOutput({ outputError: () => undefined });
}

function exitCodeHelp(): string {
  const texts = messages().help;
  const names = Object.keys(exitCodes) as (keyof typeof exitCodes)[];
  const codes = names.map((name) => `${exitCodes[name]} ${texts.exitCode[name]}`);
  return `\n${texts.exitCodes(codes.join(texts.comma))}\n${texts.debug}`;
}
