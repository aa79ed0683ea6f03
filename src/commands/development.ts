import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { CliError, exitCodes } from './shared/exit';
import { verb } from './verbs';
import { messages } from '../messages';

/** Verbs of the development tools, which a production install leaves out. */
export type DevelopmentVerb = 'demo' | 'dev' | 'sandbox';

/** Beside `src` in a checkout, and in what was built from one. */
const room = path.join(__dirname, '..', '..', 'dev', 'commands');

/** The command of a development tool; without the tools it says what to install. */
export function developmentCommand(name: DevelopmentVerb): Command {
  if (!isInstalled()) return verb(name).allowUnknownOption().allowExcessArguments().action(refuse);
  const { command } = require(path.join(room, name)) as { readonly command: () => Command };
  return command();
}

/** Ports that `jinqiao dev` takes where they are free; none without the tools. */
export function developmentPorts(): readonly number[] {
  if (!isInstalled()) return [];
  const { readComposeFile } = require(path.join(room, '..', 'stack', 'composeFile')) as {
    readonly readComposeFile: () => { readonly ports: Readonly<Record<string, number>> };
  };
  return Object.values(readComposeFile().ports);
}

/** Whether simulators and server downloads are there: they come with a checkout's development dependencies. */
function isInstalled(): boolean {
  if (!existsSync(room)) return false;
  try {
    require.resolve('fastify');
    return true;
  } catch {
    return false;
  }
}

function refuse(): never {
  throw new CliError(messages().failure.noDevelopment, exitCodes.usage);
}
