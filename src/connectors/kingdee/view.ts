import type { Call } from '../connector';
import type { KingdeeClient } from './client';
import { meaningOfError, type Reply, replyError } from './errors';
import { formOperation } from './operations';

/**
 * A document as `View` shows it: property names without the `F` of field keys, references as objects. `undefined` when
 * the form has no such number. Where several organizations use a number, Kingdee picks by the user's own.
 * @throws Unavailable, Throttled, Unauthorized, ProtocolViolation, Misconfigured
 */
export async function viewDocument(
  client: KingdeeClient,
  form: string,
  number: string,
  call: Call,
): Promise<unknown> {
  const data = { CreateOrgId: 0, Number: number, Id: '', IsSortBySeq: 'false' };
  const reply = await client.call(formOperation('View', 'read', form), data, call);
  if (isNotFound(reply)) return undefined;
  if (reply.answer.kind !== 'status' || !reply.answer.status.isSuccess) throw replyError(reply);
  return reply.answer.document;
}

function isNotFound(reply: Reply): boolean {
  if (reply.answer.kind !== 'status' || reply.answer.status.isSuccess) return false;
  const { errors, msgCode } = reply.answer.status;
  const causes = errors.map((error) => meaningOfError(error, msgCode, reply)?.cause);
  return causes.length > 0 && causes.every((cause) => cause === 'number-not-found' || cause === 'no-data');
}
