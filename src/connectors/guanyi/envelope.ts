import { unexpected, type JsonAnswer, type ReadChannel } from '../channel';
import { ProtocolViolation, type ConnectorError } from '../errors';
import { meaningToError } from '../meanings';
import { flag, lenient, required, words } from '../readers';
import { record, readOr } from '../record';
import { meaningOf } from './refusals';
import type { GuanyiSettings } from './settings';

const said = lenient(words);

const envelope = record({ success: required(flag) });

/** Shown one after the other, codes ahead of texts. Source: support.guanyierp.com/hc/kb/article/1234935. */
const errorMembers = record({ errorCode: said, subErrorCode: said, errorDesc: said, subErrorDesc: said });

/** Whether JSON says `success: false`. */
export function saysNo(body: unknown): boolean {
  return readOr(
    () => !envelope(body, '').success,
    () => false,
  );
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
  const isAccepted = readOr(
    () => envelope(answer.body, '').success,
    ({ message }) => {
      throw unexpected(answer.details, message, answer.rawAnswer);
    },
  );
  if (isAccepted) return answer;
  throw refusalToError(answer, channel, configured);
}

function refusalToError(
  { details, body, rawAnswer }: JsonAnswer,
  channel: ReadChannel,
  configured: GuanyiSettings['refusals'],
): ConnectorError {
  const data = errorMembers(body, '');
  const platformMessage = channel.cleaned(
    Object.entries(data)
      .map(([name, value]) => `${name}=${value}`)
      .join(', '),
  );
  const refused = { ...details, code: channel.cleaned(data.errorCode ?? 'none'), platformMessage };
  const seen = platformMessage || 'success is false without a word';
  const meaning = meaningOf(Object.values(data).join(' '), configured);
  if (meaning) return meaningToError(meaning, seen, refused);
  return new ProtocolViolation(`unknown refusal, ${seen}`, refused, rawAnswer, { isRefusal: true });
}
