import { z } from 'zod';
import { unexpected, type JsonAnswer, type ReadChannel } from '../channel';
import { ProtocolViolation, type ConnectorError } from '../errors';
import { meaningToError } from '../meanings';
import { sparse, words } from '../sparse';
import { faultText } from '../wire';
import { meaningOf } from './refusals';
import type { GuanyiSettings } from './settings';

const said = words.default('');

const envelope = sparse({ success: z.boolean('expected true or false') });

/** Shown one after the other, codes ahead of texts. Source: support.guanyierp.com/hc/kb/article/1234935. */
const errorMembers = sparse({ errorCode: said, subErrorCode: said, errorDesc: said, subErrorDesc: said });

/** Whether JSON says `success: false`. */
export function saysNo(body: unknown): boolean {
  return envelope.safeParse(body).data?.success === false;
}

/**
 * Lets an answer pass whose `success` is true: nothing else decides; failures too are expected with HTTP status 200.
 * @throws what the refusal asks for, with all four error members; ProtocolViolation for a refusal that is not known
 */
export function accepted(
  answer: JsonAnswer,
  channel: ReadChannel,
  configured: GuanyiSettings['refusals'],
): JsonAnswer {
  const { data, error } = envelope.safeParse(answer.body);
  if (error) throw unexpected(answer.details, faultText(error), answer.rawAnswer);
  if (data.success) return answer;
  throw refusalToError(answer, channel, configured);
}

function refusalToError(
  { details, body, rawAnswer }: JsonAnswer,
  channel: ReadChannel,
  configured: GuanyiSettings['refusals'],
): ConnectorError {
  const { data, error } = errorMembers.safeParse(body);
  if (error) return unexpected(details, faultText(error), rawAnswer);
  const platformMessage = channel.cleaned(
    Object.entries(data)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `${name}=${value}`)
      .join(', '),
  );
  const refused = { ...details, code: channel.cleaned(data.errorCode) || 'none', platformMessage };
  const seen = platformMessage || 'success is false without a word';
  const meaning = meaningOf(Object.values(data).join(' '), configured);
  if (meaning) return meaningToError(meaning, seen, refused);
  return new ProtocolViolation(`unknown refusal, ${seen}`, refused, rawAnswer, { isRefusal: true });
}
