import type { SourceCell } from '../../src/contract/scheme';
import type { Paging } from '../../src/contract/page';
import { methods as guanyi } from '../../src/connectors/guanyi/model';
import { methods as jushuitan } from '../../src/connectors/jushuitan/model';
import { queryMethod } from '../../src/connectors/kingdee/source';
import { methodOf, type SourceMethod } from '../../src/connectors/rows';
import { methods as qimen } from '../../src/connectors/qimen/model';

const platforms: Readonly<Record<string, ReadonlyMap<string, SourceMethod>>> = { guanyi, jushuitan, qimen };

/** How the list of a scheme's source is paged. @throws Misconfigured for a method that the platform does not know */
export function pagingOf({ platform, method }: SourceCell): Paging {
  if (platform !== 'kingdee') return methodOf(platform, platforms[platform] ?? new Map(), method).paging;
  queryMethod(method);
  return 'key';
}
