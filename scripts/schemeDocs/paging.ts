import { platformOf } from '../../src/connectors';
import type { SourceCell } from '../../src/contract/scheme';
import type { Paging } from '../../src/contract/page';

/** How the list of a scheme's source is paged. @throws Misconfigured for a method that the platform does not know */
export function pagingOf({ platform, method }: SourceCell): Paging {
  const { settings, sandbox, connect } = platformOf({ platform });
  // What a list is paged by is the method's alone, so any account will do.
  const account = sandbox.variables.map((key) => [key, key === 'url' ? 'http://127.0.0.1' : `any_${key}`]);
  const { source } = connect(
    settings.parse({ platform, ...sandbox.fixed, ...Object.fromEntries(account) }),
    {},
  );
  if (!source) throw new Error(`${platform} is no source`);
  return source.pagingOf(method);
}
