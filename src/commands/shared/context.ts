import path from 'node:path';
import type { Bilingual } from '../../contract/bilingual';
import { localize, messages } from '../../messages';
import { type Context, loadContext } from '../../operations/context';
import { temporalTarget } from '../../temporal/target';
import { notify } from '../terminal/output';
import type { CommonOptions } from './options';

/**
 * Loads `.env` and the configuration, and says on stderr which file and which server the command goes by; with `json`
 * only the result is told. @throws ConfigFaults
 */
export function openContext({ config: named, json }: CommonOptions): Context {
  const context = loadContext(named);
  if (!json) notify(usedText(context));
  return context;
}

function usedText({ config, isOfStack }: Context): string {
  const { address, namespace } = temporalTarget(config.temporal);
  const own = path.relative(process.cwd(), path.resolve(config.path));
  const file = own.startsWith('..') ? path.resolve(config.path) : own;
  return messages().config.uses(file, address, namespace, config.temporal.taskQueue, isOfStack);
}

/** Tells on stderr what a person should know and a result does not hold. */
export function warn(text: Bilingual): void {
  notify(localize(text));
}

/** Takes warnings of an operation; with `json` only the result is told. */
export function warnings({ json }: CommonOptions): (text: Bilingual) => void {
  return json ? () => undefined : warn;
}
