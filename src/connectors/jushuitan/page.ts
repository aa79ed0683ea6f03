import type { SourcePage } from '../connector';
import { readListWithNext } from '../rows';
import type { Envelope } from './channel';
import type { Method } from './model';

/** Reads an accepted answer as a page. @throws ProtocolViolation where list or `has_next` is missing */
export function readPage(method: Method, { rawAnswer }: Envelope, payload: unknown): SourcePage {
  const details = { platform: 'jushuitan', operation: method.name };
  return readListWithNext(method, payload, { details, rawAnswer });
}
