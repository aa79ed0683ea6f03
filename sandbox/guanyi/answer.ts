import type { Answer } from '../platform';
import type { Refusal } from './refusal';
import type { GuanyiSwitches } from './switches';

/** A page of a list method: its rows under the method's own list member, and how many match in all (page §4). */
export interface ListPage {
  readonly list: string;
  readonly rows: readonly unknown[];
  readonly total: number;
}

const errorMembers = ['errorCode', 'subErrorCode', 'errorDesc', 'subErrorDesc'];
/** Members in recorded order (page §4); `list` stands for the method's list member. */
const orders: Record<GuanyiSwitches['answerShape'], readonly string[]> = {
  '2025': ['success', ...errorMembers, 'requestMethod', 'flag', 'list', 'total'],
  '2019': ['success', ...errorMembers, 'requestMethod', 'list', 'total'],
  '2021': [
    'total',
    'errorDesc',
    'success',
    'subErrorDesc',
    'requestMethod',
    'list',
    'errorCode',
    'subErrorCode',
  ],
};

const noError = { errorCode: '', subErrorCode: '', errorDesc: '', subErrorDesc: '' };

/** The success envelope around a page. */
export function successAnswer(method: string, page: ListPage, switches: GuanyiSwitches): Answer {
  const { list, rows, total } = page;
  const shown = rows.length === 0 ? emptyLists[switches.emptyList] : rows;
  const members = { success: true, ...noError, requestMethod: method, flag: null, list: shown, total };
  return { status: 200, body: ordered(members, list, switches) };
}

const emptyLists = { empty: [], null: null, absent: undefined };

/** The failure envelope: error members and no list, no total. */
export function failureAnswer(refusal: Refusal, method: string, switches: GuanyiSwitches): Answer {
  const words = { ...noError, ...refusal.words(switches.errorTable) };
  const flag = switches.failureFlag ? { flag: null } : {};
  const body = ordered({ success: false, ...words, requestMethod: method, ...flag }, '', switches);
  const reason = Object.values(words).filter(Boolean).join(' ');
  return { status: switches.failureStatus, body, refused: true, reason };
}

/** An answer that HTTP itself refuses, without an envelope. */
export function tooManyRequests(): Answer {
  return { status: 429, body: '', refused: true, reason: 'HTTP 429' };
}

function ordered(members: Record<string, unknown>, list: string, { answerShape }: GuanyiSwitches): object {
  const present = orders[answerShape].filter((name) => members[name] !== undefined);
  return Object.fromEntries(present.map((name) => [name === 'list' ? list : name, members[name]]));
}
