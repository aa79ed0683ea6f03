import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root';
import { readDevEnv } from './devEnv';
import type { Environment } from './config';
import { readDotenv } from './dotenv';
import { defaultPath } from './load';

/** The configuration file that a command goes by, and what its references read from. */
export interface ConfigSource {
  readonly file: string;
  readonly env: Environment;
  /** Whether its references find the variables of the development stack that runs now. */
  readonly isOfStack: boolean;
}

/**
 * Chooses the configuration file: what is named, then `JINQIAO_CONFIG`, then `jinqiao.yml` of the working folder, and where
 * there is none the file of the development stack of this checkout while it runs. References of that file, and of files in
 * the checkout itself, find the stack's variables below the process's own; those of any other file never do, so that no
 * configuration of a company's gets addresses of the sandbox. `.env` of the working folder is loaded into the process,
 * where the real environment wins.
 * @throws ConfigFaults for a `.env` that cannot be read as it is meant
 */
export function configSource(named?: string): ConfigSource {
  loadDotenv();
  const stack = readDevEnv();
  const own = named ?? (process.env.JINQIAO_CONFIG || undefined);
  const file = own ?? (existsSync(defaultPath) ? defaultPath : (stack.JINQIAO_CONFIG ?? defaultPath));
  const place = path.resolve(file);
  const isOfStack =
    stack.JINQIAO_CONFIG !== undefined &&
    (place === path.resolve(stack.JINQIAO_CONFIG) || path.dirname(place) === root);
  return { file, env: isOfStack ? { ...stack, ...process.env } : process.env, isOfStack };
}

/** Loads `.env` of the working folder into the process, where the real environment wins. @throws ConfigFaults */
export function loadDotenv(): void {
  for (const [name, value] of Object.entries(readDotenv('.env'))) process.env[name] ??= value;
}
