import type { Answer } from '../platform';
import { IllegalRequest, type Refusal, TooFast } from './refusal';
import type { GreatonceSwitches } from './switches';

/** The answer to a call that was carried out, with what it found beside the usual members. */
export function successAnswer(switches: GreatonceSwitches, found: object = {}): Answer {
  const { answerStyle, successCode } = switches;
  const body = { ...styled(answerStyle, 'success', code(successCode, switches)), ...found };
  // Recorded success answers have a message only beside the flag.
  return { status: 200, body: 'flag' in body ? { ...body, message: '成功' } : body };
}

/** The answer to a refused call, in the form that the switches say. */
export function failureAnswer(refusal: Refusal, switches: GreatonceSwitches): Answer {
  const { message } = refusal;
  if (refusal instanceof IllegalRequest) return refused(200, signFailure, message);
  const more = refusal instanceof TooFast ? throttleMembers(switches) : {};
  const status = statusOf(refusal, switches);
  if (switches.failureForm === 'http-400-xml')
    return refused(status, xml(message, more), message, xmlHeaders);
  return refused(status, { ...failureMembers(switches), ...more, message }, message);
}

function statusOf(refusal: Refusal, { failureForm, throttleForm }: GreatonceSwitches): number {
  if (refusal instanceof TooFast && throttleForm === 'http-429') return 429;
  return failureForm === 'http-200' ? 200 : 400;
}

function throttleMembers({ throttleCode }: GreatonceSwitches): Record<string, string> {
  return throttleCode === '' ? {} : { sub_code: throttleCode };
}

/** Recorded: this body whatever the other answers look like (page §4). */
const signFailure = {
  flag: 'failure',
  sub_code: 'sign-check-failure',
  sub_message: 'Illegal request',
  requestId: 0,
};

/** Recorded oddity: the constructor that was used for exceptions set the flag of success. */
function failureMembers(switches: GreatonceSwitches): object {
  if (switches.failureForm === 'http-400-flag-success') return { flag: 'success' };
  return styled(switches.answerStyle, 'failure', code(failureCode(switches), switches));
}

function failureCode({ successCode }: GreatonceSwitches): string {
  return successCode === '1' ? '0' : '1';
}

function code(text: string, { codeType }: GreatonceSwitches): string | number {
  return codeType === 'number' ? Number(text) : text;
}

function styled(style: GreatonceSwitches['answerStyle'], flag: string, code: string | number): object {
  const styles = { 'code-flag': { flag, code }, code: { code }, status: { status: code }, flag: { flag } };
  return styles[style];
}

const xmlHeaders = { 'Content-Type': 'text/xml;charset=utf-8' };

/** Recorded are flag, code and message; the root element is Qimen's, whose answers these were. */
function xml(message: string, more: Readonly<Record<string, string>>): string {
  const members = Object.entries({ flag: 'failure', code: '1', ...more, message });
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const elements = members.map(([name, text]) => `<${name}>${escaped(text)}</${name}>`).join('');
  return `<?xml version="1.0" encoding="utf-8"?><response>${elements}</response>`;
}

function refused(status: number, body: unknown, reason: string, headers: Answer['headers'] = {}): Answer {
  return { status, body, headers, refused: true, reason };
}
