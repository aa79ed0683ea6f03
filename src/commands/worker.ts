import type { Command } from 'commander';
import { plainHttpConnections } from '../config/plainHttp';
import { keepHeapSmall } from '../heap';
import { createLogger } from '../logger';
import { startWorker } from '../worker';
import { loadContext } from '../operations/context';
import { type CommonOptions, withConfig, withJson } from './shared/options';
import { printJson } from './terminal/output';
import { verb } from './verbs';
import { messages } from '../messages';

/** `jinqiao worker`: runs the schemes until it is stopped. */
export function workerCommand(): Command {
  return withJson(withConfig(verb('worker')), messages().help.verb.worker.prints).action(work);
}

async function work(options: CommonOptions): Promise<void> {
  keepHeapSmall();
  const { config } = loadContext(options.config);
  const logger = createLogger(config.log);
  const plain = plainHttpConnections(config);
  if (plain.length > 0) logger.warn({ connections: plain }, messages().check.plainHttp(plain.join(', ')));
  const worker = await startWorker({ config, logger });
  const { taskQueues, url } = worker;
  logger.info({ taskQueues, url, schemes: Object.keys(config.schemes), config: config.path }, 'worker ready');
  if (options.json) printJson({ ready: true, taskQueues, url });
  await worker.done;
  logger.info('worker stopped');
}
