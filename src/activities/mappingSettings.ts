import type { PageTask } from './tasks';
import type { MappingSettings } from '../mappings/context';
import type { ActivityDeps } from './deps';

/** What a page's rows are mapped with. Code tables stay out of history: they can be long, and a mended one is to hold at once. */
export function mappingSettings(
  { schemes }: Pick<ActivityDeps, 'schemes'>,
  { scheme, parameters }: Pick<PageTask, 'scheme' | 'parameters'>,
): MappingSettings {
  const { codeTables } = schemes[scheme] ?? {};
  return codeTables ? { parameters, codeTables } : { parameters };
}
