import { unexpected, type JsonAnswer, type ReadChannel } from '../channel';
import { flag, lenient, words } from '../readers';
import { type Read, readOr, record } from '../record';
import { refusalToError, type Refusal } from './errors';

const said = lenient(words);

/** Both forms of a refusal: the gateway's (`message`) and the classic one of TOP (`msg`, `sub_msg`). */
const refusalShape = record({
  flag: said,
  code: said,
  message: said,
  msg: said,
  sub_code: said,
  sub_message: said,
  sub_msg: said,
  request_id: said,
});

/** Whether JSON is one of the two failure envelopes; their HTTP status is expected to be 200 but not published. */
export function saysNo(body: unknown): boolean {
  const { error_response: classic, response } = asTree(body) ?? {};
  return classic !== undefined || isFailure(asTree(response) ?? {});
}

type Tree = Readonly<Record<string, unknown>>;

/**
 * The part of an answer that holds the list. Both failure envelopes come with HTTP 200:
 * `{"response":{"flag":"failure",…}}` and `{"error_response":{…}}`.
 * @throws what the refusal stands for; ProtocolViolation for no envelope
 */
export function payloadOf(answer: JsonAnswer, list: string, channel: ReadChannel): Tree {
  const { details, body, rawAnswer } = answer;
  const { error_response: classic, ...rest } = asTree(body) ?? {};
  const payload = asTree(rest.response) ?? resultOf(rest, details.operation);
  if (classic === undefined && payload && !isRefusal(payload, list)) return payload;
  const data = readOr(
    () => refusalShape(classic ?? payload, ''),
    ({ message }) => {
      throw unexpected(details, message, rawAnswer);
    },
  );
  throw refusalToError(cleaned(data, channel), details, rawAnswer);
}

/** Written by one client for another gateway version: `<method with underscores>_response.result`. */
function resultOf(body: Tree, operation: string): Tree | undefined {
  return asTree(asTree(body[`${operation.replaceAll('.', '_')}_response`])?.result);
}

/** Whether a code comes with a success is not published, so beside a list it is not looked at. */
function isRefusal(payload: Tree, list: string): boolean {
  if (isFailure(payload)) return true;
  return payload[list] === undefined && !['', '0', 'undefined', 'null'].includes(String(payload.code));
}

function isFailure({ flag: said, issuccess }: Tree): boolean {
  return String(said).trim().toLowerCase() === 'failure' || lenient(flag)(issuccess, '') === false;
}

function cleaned(data: Read<typeof refusalShape>, channel: ReadChannel): Refusal {
  return {
    code: channel.cleaned(data.code ?? 'none'),
    message: channel.cleaned(data.message ?? data.msg ?? ''),
    subCode: channel.cleaned(data.sub_code ?? ''),
    subMessage: channel.cleaned(data.sub_message ?? data.sub_msg ?? ''),
    requestId: channel.cleaned(data.request_id ?? ''),
  };
}

function asTree(value: unknown): Tree | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : undefined;
}
