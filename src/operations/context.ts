import type { Config, Environment } from '../config/config';
import { configSource } from '../config/environment';
import { loadConfig } from '../config/load';
import { catalogue } from './schemes';

/** Configuration and environment that operations work with. */
export interface Context {
  readonly config: Config;
  readonly env: Environment;
  /** Whether the configuration's references find the variables of the development stack that runs now. */
  readonly isOfStack: boolean;
}

/** Loads `.env` and the configuration. @throws ConfigFaults */
export function loadContext(named: string | undefined): Context {
  const { file, env, isOfStack } = configSource(named);
  return { config: loadConfig({ path: file, env, catalogue }), env, isOfStack };
}
