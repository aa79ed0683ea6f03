import type { Context } from '../../operations/context';
import { type Server, withServer } from '../../operations/server';
import { openContext } from './context';
import type { CommonOptions } from './options';

/** Opens the configuration, and connects for the time of the work. @throws TemporalUnreachable, ConfigFaults */
export async function withClient<T>(
  options: CommonOptions,
  work: (server: Server, context: Context) => Promise<T>,
): Promise<T> {
  const context = openContext(options);
  return withServer(context.config, (server) => work(server, context));
}
