import { jsonOf } from '../json';
import { lenient, words } from '../readers';
import { readOr, record } from '../record';
import { refusalXml } from '../channel';

/** What an answer says, whatever its shape. */
export interface Answer {
  readonly success: boolean;
  /** `sub_code`, `code` or `status`; absent where only a flag came. */
  readonly code?: string | undefined;
  /** First of `sub_message` and `message`; empty where none came. */
  readonly message: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const said = lenient(words);

const members = record({
  flag: said,
  code: said,
  status: said,
  message: said,
  sub_code: said,
  sub_message: said,
});

/**
 * Reads the answers that were recorded: `code`, `status` or `flag` with JSON, and the 2018 gateway's XML. Success needs an
 * HTTP status of 200 to 299 too: exceptions were recorded as HTTP 400 with `flag: success`.
 * @returns undefined for what is none of them
 */
export function readAnswer(
  status: number,
  text: string,
  successCodes: readonly string[],
): Answer | undefined {
  const body = jsonOf(text) ?? xmlOf(text);
  const data = readOr(
    () => members(body, ''),
    () => undefined,
  );
  if (!data) return undefined;
  const flag = data.flag?.trim().toLowerCase();
  const code = (data.code ?? data.status)?.trim();
  if (!flag && !code) return undefined;
  const isGood = code ? successCodes.includes(code) : flag === 'success';
  return {
    success: status >= 200 && status < 300 && flag !== 'failure' && isGood,
    code: data.sub_code?.trim() ?? code,
    message: (data.sub_message ?? data.message ?? '').trim(),
    body: body as Answer['body'],
  };
}

/** The flat members of the recorded XML. */
function xmlOf(text: string): unknown {
  return Object.values(refusalXml(text) ?? {})[0];
}
