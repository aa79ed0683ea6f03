/**
 * What the words of a refusal ask for, whatever platform says them: one family of texts in simplified and traditional
 * Chinese and in English. A platform's own table comes first and knows its records; this one knows what is common.
 */
import {
  Misconfigured,
  Throttled,
  Unauthorized,
  Unavailable,
  type ConnectorError,
  type FaultDetails,
} from './errors';
import { inBothLanguages } from '../contract/bilingual';
import { THROTTLE_PAUSE_MS } from '../contract/policies';

/** What a platform's code asks for. */
export interface Meaning {
  readonly kind: 'Unauthorized' | 'Misconfigured' | 'Unavailable' | 'Throttled';
  /** Cause and what a person can do about it. */
  readonly en: string;
  readonly zh: string;
  /** Milliseconds, `Throttled` only. */
  readonly retryAfterMs?: number;
}

/** What a family of words asks for where a platform's own table says nothing else. */
export const familyMeanings: Readonly<Record<Family, Meaning>> = {
  limit: {
    kind: 'Throttled',
    en: 'too many calls on this account; lower the budget of the connection',
    zh: '调用过于频繁；请降低连接的 budget',
    retryAfterMs: THROTTLE_PAUSE_MS.unnamed,
  },
  later: {
    kind: 'Unavailable',
    en: 'the platform is busy or under maintenance; if it goes on, ask its support',
    zh: '平台繁忙或正在维护；若持续出现请联系其客服',
  },
  session: {
    kind: 'Unauthorized',
    en: 'the session or token is missing, invalid or has ended; let the merchant grant access again and update it',
    zh: '会话或令牌缺失、无效或已过期；请商家重新授权并更新',
  },
  credentials: {
    kind: 'Unauthorized',
    en: 'the credentials or the signature are refused; check the keys and secrets of the connection',
    zh: '凭据或签名被拒绝；请检查该连接的 key 与密钥',
  },
  permission: {
    kind: 'Unauthorized',
    en: 'this may not be called; apply for the permission, or let the merchant grant it',
    zh: '没有该接口的权限；请申请权限，或请商家授权',
  },
};

/** What words ask for that stand beside a code: those for "later" and "slow down" outweigh a code for wrong parameters. */
export function meaningOfWords(words: string, ofCode?: Meaning): Meaning | undefined {
  const family = familyOf(words);
  if (ofCode === undefined) return family && familyMeanings[family];
  const isPassing = family === 'later' || family === 'limit';
  return isPassing && ofCode.kind === 'Misconfigured' ? familyMeanings[family] : ofCode;
}

const kinds = { Unauthorized, Misconfigured, Unavailable };

/** The error that a meaning stands for. `seen` is what the platform said, without secrets. */
export function meaningToError(meaning: Meaning, seen: string, details: FaultDetails): ConnectorError {
  const { kind, en, zh, retryAfterMs = 0 } = meaning;
  const message = `${seen}: ${inBothLanguages(meaning)}`;
  const advised = { ...details, advice: { en, zh } };
  if (kind === 'Throttled') return new Throttled(message, advised, retryAfterMs);
  return new kinds[kind](message, advised);
}

/**
 * `limit`: slow down. `session`: log in or renew the token. `credentials`: key, secret, signature or grant are refused.
 * `permission`: the user may not do this. `later`: the platform is busy or away and does nothing now.
 */
export type Family = 'limit' | 'session' | 'credentials' | 'permission' | 'later';

const sessionWords = [
  /会话(?:信息|状态)?.{0,4}(?:丢失|失效|过期|超时|结束|不存在|无效|断开)/,
  /登[录陆](?:信息|状态|会话|态)?(?:已经?|验证)?(?:丢失|失效|过期|超时|无效)/,
  /(?:未|没有|尚未|还没)登[录陆]|(?:请|须|需要?)先?登[录陆]|重新登[录陆]/,
  /(?:token|令牌)(?:已经?|校验|验证)?(?:过期|失效|无效)|无效的? ?(?:access ?token|token|令牌)/,
];

const sessionLatin = [
  'session (?:information |id |key )?(?:(?:has|have|is|was|been|already) )*(?:expired|lost|timed out|timeout|invalid|not found|does not exist|terminated)',
  '(?:invalid|expired|missing|lost) session',
  '(?:access )?token (?:(?:has|is|was|been|already) )*(?:expired|invalid)',
  '(?:invalid|expired) (?:access )?token',
  '(?:not|no longer) (?:logged|signed) (?:in|on)',
  '(?:please|must|need to|have to) (?:log|sign) ?(?:in|on)',
  '(?:log|sign) ?(?:in|on) (?:again|required|(?:has )?expired|timed out|timeout)',
  'login required|re ?login|(?:http|status|code) ?401|401 unauthorized',
];

/** A valve (限流阀) is no limit of calls, and a quantity or a credit over its limit is a matter of the record. */
const called = '(?:接口|api|应用)?(?:调用|请求|访问|呼叫|并发|qps)(?:该|此|本)?(?:接口|api)?的?';
const counted = '(?:次数|频率|频次|额度|流量|总量|数)?(?:已经?)?';
const overrun =
  '(?:超限|超过[^,，。]{0,6}(?:限制|上限)|超出[^,，。]{0,6}(?:限制|上限)|达到?[^,，。]{0,4}上限|受限|过高|过多|过快|太快|(?:过于|太)?频繁)';

const limitWords = [
  /(?:流控|限流)(?![阀器圈管板电])|流量(?:控制|限制|超限)/,
  new RegExp(called + counted + overrun),
  /(?:太|过于)频繁|频繁(?:调用|请求|访问|操作)|操作频繁/,
  /(?:每秒|每分钟|每小时|每天|每日)[^,，。]{0,6}(?:调用|请求|访问)[^,，。]{0,8}(?:次|限)/,
];

const limitLatin = [
  'too many (?:api )?(?:requests|calls|connections|queries)',
  '(?<!exchange )(?<!tax )rate ?limit(?:ed|ing|s)?|throttl(?:e|ed|ing)|flow control(?:led)?|qps',
  '(?:call|calls|request|requests|api|app call|access) (?:(?:count|frequency|rate|times|is|are|has|have|been|was) )*limited',
  '(?:call|request|access) limit|limited by (?:app|api)(?: api)? access count',
  '(?:quota|frequency|(?:call|request) (?:count|rate|limit)) (?:(?:limit|is|has|been) )*(?:exceeded|reached)',
  'exceed(?:s|ed|ing)? (?:the )?(?:maximum )?(?:number of )?(?:api )?(?:calls?|requests?|access|frequency|call frequency)(?: (?:limit|quota|count))?',
  'too (?:fast|frequent|frequently)',
];

const credentialWords = [
  /签名[^,，。]{0,6}(?:错误|无效|失败|不正确|不匹配|不一致|不合法|不符)|(?:无效|错误|非法)的?签名/,
  /(?:密钥|秘钥|app ?key|app ?secret|session ?key|密码|用户名)[^,，。]{0,6}(?:错误|无效|不正确|不存在|不合法)/,
  /授权[^,，。]{0,4}(?:过期|失效|无效|失败|错误|到期)|(?:未|没有|尚未)授权|登[录陆]失败/,
  /(?:账号|账户|帐号|用户)(?:已经?)?被?(?:锁定|冻结)/,
];

const secretNames = '(?:sign|signature|app ?key|app ?secret|session ?key|credentials?|password)';

const credentialLatin = [
  `(?:invalid|bad|wrong|illegal|incorrect|missing|unknown) ${secretNames}`,
  `${secretNames} (?:\\w+ ){0,3}(?:invalid|error|fail|failed|failure|mismatch|incorrect|wrong|refused|expired|missing)`,
  `${secretNames} (?:does|do) not match`,
];

const permissionWords = [
  /(?:没有|无|缺少|缺乏|不具备|未开通|未申请)[^,，。；;]{0,40}权限(?![组集项模])/,
  /权限(?:不足|不够|受限)|无权(?:操作|访问|查看|调用|使用|进行)|(?:拒绝|禁止)访问/,
];

const permissionLatin = [
  'permission denied|access denied|(?:not )?authori[sz]ed to|not authori[sz]ed|unauthori[sz]ed|forbidden',
  '(?:no|without|insufficient|lacks?|missing|not have) (?:the )?(?:\\w+ ){0,2}(?:permissions?|rights?|privileges?)',
];

const laterWords = [
  /(?:服务器?|系统|网络|数据库|平台|接口|后台)(?:正|比较|太|过于|当前|目前)?繁?忙/,
  /稍[后候](?:再|重新|重)?(?:试|使用|操作|提交|处理|查询|访问|运行)/,
  /请(?:重新|再次)?(?:重试|再试)|再试一次|重新运行(?:该|此)?事务|死锁/,
  /(?:执行|请求|连接|响应|应答|查询|操作|处理|访问|网关|网络|服务|调用|接口|数据库|读取|事务|远程|系统)(?:时间|已经?)?超时/,
  /超时(?:已过期|时间已到)|^超时\W*$/,
  /(?:服务器?|系统|接口|平台)(?:暂时|暂|目前|当前)?(?:不可用|无法访问)/,
  /(?:系统|服务器?|平台|接口|网站)(?:正在|升级)*(?:维护|升级)中|正在(?:进行)?(?:系统)?(?:维护|升级)/,
];

const laterLatin = [
  '(?:server|system|service|network|database|gateway) (?:is )?(?:too |currently |very )?busy',
  '(?:try|retry) (?:it )?(?:again|later)|please (?:try|retry)|again later|rerun the transaction',
  'temporarily (?:unavailable|out of service)|service (?:is )?(?:currently |temporarily )?unavailable',
  'deadlock(?:ed|s)?|timeout expired|bad gateway|gateway time ?out|under maintenance',
  '(?:request|connection|connect|execution|read|operation|query|command|lock(?: wait| request)?|upstream|remote|server|service|call|socket|database) (?:has |have )?(?:timed out|time ?out)',
];

/** A limit that names the application's key is a limit; a session that has timed out is no busy server. */
const families: readonly (readonly [Family, readonly RegExp[]])[] = [
  ['limit', [...limitWords, ...wholeWords(limitLatin)]],
  ['session', [...sessionWords, ...wholeWords(sessionLatin)]],
  ['credentials', [...credentialWords, ...wholeWords(credentialLatin)]],
  ['permission', [...permissionWords, ...wholeWords(permissionLatin)]],
  ['later', [...laterWords, ...wholeWords(laterLatin), /^(?:the )?(?:timeout|timed out)\W*$/]],
];

/** The family that a refusal's words belong to; undefined for words that none knows. */
export function familyOf(words: string): Family | undefined {
  const text = plain(words);
  return families.find(([, patterns]) => patterns.some((pattern) => pattern.test(text)))?.[0];
}

/** Latin patterns that begin and end at whole words: "designer" says nothing of a sign, nor "block" of a lock. */
export function wholeWords(patterns: readonly string[]): RegExp[] {
  return patterns.map((pattern) => new RegExp(`(?<![a-z0-9])(?:${pattern})(?![a-z0-9])`));
}

/** Traditional characters that platforms' refusals are written with, each before its simplified one. */
const characters =
  '違违欄栏會会話话資资訊讯丟丢請请錄录後后試试務务統统網网絡络衝冲頻频調调數数過过權权沒没無无鎖锁執执時时簽签複复編编碼码單单據据號号稱称應应項项輸输異异關关帳账賬账結结經经開开啟启構构組组' +
  '織织庫库連连線线斷断處处業业記记員员驗验證证錯错誤误陸陆須须戶户齊齐區区內内審审狀状態态對对該该擁拥這这裡里維维護护級级運运詢询讀读寫写倉仓質质與与屬属續续將将為为從从來来總总兩两' +
  '個个類类別别廠厂價价錢钱額额餘余稅税貨货貿贸實实際际聯联繫系憑凭鑰钥間间滿满廣广擇择圖图紀纪繼继離离難难電电閥阀響响顧顾責责貴贵費费賣卖買买負负財财敗败';

const simplified = new Map<string, string>();
for (let at = 0; at < characters.length; at += 2)
  simplified.set(characters.charAt(at), characters.charAt(at + 1));

/** Terms that differ beyond their characters, in simplified characters. */
const terms: readonly (readonly [string, string])[] = [
  ['伺服器', '服务器'],
  ['逾时', '超时'],
  ['登入', '登录'],
  ['资讯', '信息'],
  ['网路', '网络'],
  ['呼叫', '调用'],
  ['栏位', '字段'],
  ['字元', '字符'],
  ['字串', '字符串'],
];

/** Characters that are looked at: what a refusal is about stands at its beginning, whatever it quotes behind that. */
const MOST_READ = 5_000;

/**
 * A platform's words as tables compare them, as far as they tell what a refusal is about: half width, lower case,
 * simplified characters, one blank wherever blanks, underscores or hyphens stand between words.
 */
export function plain(words: string): string {
  const text = words
    .slice(0, MOST_READ)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
  const characterwise = Array.from(text, (character) => simplified.get(character) ?? character).join('');
  return terms.reduce((left, [from, to]) => left.replaceAll(from, to), characterwise);
}
