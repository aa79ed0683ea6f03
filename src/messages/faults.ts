import { type ConfigFaults, type FaultReason, placeOf } from '../config/faults';
import { type Bilingual, untranslated } from '../contract/bilingual';
import type { ParameterFault } from '../contract/scheme';
import { suggested } from './configuration';
import type { Messages } from './language';

/** What is wrong with a configuration, and what to do. */
export const fault = {
  noFile: {
    en: 'no such file; copy jinqiao.example.yml to jinqiao.yml, or name a file with --config',
    zh: '没有这个文件；请把 jinqiao.example.yml 复制为 jinqiao.yml，或用 --config 指定文件',
  },
  unreadable: (why: string) => ({
    en: `cannot be read (${why}); correct its rights`,
    zh: `无法读取（${why}）；请检查文件权限`,
  }),
  encoding: {
    'UTF-16': { en: 'is UTF-16, not UTF-8; save it as UTF-8', zh: '是 UTF-16 编码；请另存为 UTF-8' },
    other: {
      en: 'is no UTF-8, most often it is GBK; save it as UTF-8',
      zh: '不是 UTF-8 编码（通常是 GBK）；请另存为 UTF-8',
    },
  },
  tooLarge: (megabytes: number) => ({
    en: `is larger than ${megabytes} MB; name the right file`,
    zh: `超过 ${megabytes} MB；请确认文件是否正确`,
  }),
  cutOff: (name: string) => ({
    en: `the value of ${name} would end at its #; put it in quotes`,
    zh: `${name} 的值会在 # 处被截断；请加引号`,
  }),
  further: (count: number) => ({ en: `and ${count} more`, zh: `另有 ${count} 处` }),
  notYaml: (problem: Bilingual, said: string) => ({
    en: `not valid YAML: ${problem.en} (${said})`,
    zh: `不是有效的 YAML：${problem.zh}（${said}）`,
  }),
  secretWrittenOut: {
    en: 'a secret may not stand in this file; write { env: NAME } or { file: path }',
    zh: '密钥不能明文写在此文件中；请改用 { env: 变量名 } 或 { file: 路径 }',
  },
  variableNotSet: (name: string) => ({
    en: `environment variable ${name} is not set; set it in the environment or in .env`,
    zh: `环境变量 ${name} 未设置；请在环境或 .env 中设置`,
  }),
  fileUnreadable: (file: string, why: string) => ({
    en: `cannot read ${file} (${why}); correct the path or its rights`,
    zh: `无法读取 ${file}（${why}）；请检查路径和权限`,
  }),
  unknownName: (kind: Bilingual, name: string, advice: Bilingual) => ({
    en: `unknown ${kind.en} "${name}"; ${advice.en}`,
    zh: `没有名为“${name}”的${kind.zh}；${advice.zh}`,
  }),
  name: {
    platform: { en: 'platform', zh: '平台' },
    scheme: { en: 'scheme', zh: '方案' },
    connection: { en: 'connection', zh: '连接' },
    parameter: { en: 'parameter', zh: '参数' },
    codeTable: { en: 'code table', zh: '编码对照表' },
  },
  unknownKey: (advice: Bilingual) => ({
    en: `unknown key; ${advice.en}`,
    zh: `没有这个配置项；${advice.zh}`,
  }),
  notSliced: {
    en: 'the source of this scheme is not read in slices; leave it out',
    zh: '该方案的来源不按时间片读取；请删去此项',
  },
  keyOfAnotherKind: {
    en: 'unknown key; it belongs to another kind; leave it out',
    zh: '此处没有这个配置项：它属于另一种类型，请删除',
  },
  otherPlatform: (connection: string, platform: string, needed: string) => ({
    en: `connection "${connection}" is of platform ${platform}; this needs one of ${needed}`,
    zh: `连接“${connection}”的平台是 ${platform}；此处需要 ${needed} 的连接`,
  }),
  parameter: (takes: Bilingual, given: string) => ({
    en: `must be ${takes.en}; given is "${given}"`,
    zh: `取值应为：${takes.zh}；现为“${given}”`,
  }),
  ofParameter: (name: string, what: Bilingual) => ({
    en: `parameter ${name} ${what.en}`,
    zh: `参数 ${name} ${what.zh}`,
  }),
  missing: (wanted: Bilingual) => ({
    en: `is missing; give ${wanted.en}`,
    zh: `缺少此项；请填写${wanted.zh}`,
  }),
  wrongKind: (wanted: Bilingual) => ({ en: `must be ${wanted.en}`, zh: `应为${wanted.zh}` }),
  kind: {
    text: { en: 'a text', zh: '文本' },
    number: { en: 'a number', zh: '数字' },
    wholeNumber: { en: 'a whole number', zh: '整数' },
    truth: { en: 'true or false', zh: ' true 或 false' },
    list: { en: 'a list', zh: '列表' },
    map: { en: 'a map of keys and values', zh: '键值对' },
    value: { en: 'a value', zh: '值' },
  },
  notOneOf: (values: string) => ({ en: `must be one of: ${values}`, zh: `只能是以下之一：${values}` }),
  number: {
    least: (limit: number) => ({ en: `must be ${limit} or more`, zh: `不能小于 ${limit}` }),
    most: (limit: number) => ({ en: `must be ${limit} or less`, zh: `不能大于 ${limit}` }),
    above: (limit: number) => ({ en: `must be more than ${limit}`, zh: `必须大于 ${limit}` }),
    below: (limit: number) => ({ en: `must be less than ${limit}`, zh: `必须小于 ${limit}` }),
  },
  length: {
    least: (limit: number) => ({
      en: `is too short: ${limit} or more are needed`,
      zh: `太短：至少需要 ${limit} 个`,
    }),
    most: (limit: number) => ({
      en: `is too long: at most ${limit} are taken`,
      zh: `太长：最多 ${limit} 个`,
    }),
  },
  setting: {
    empty: { en: 'is empty', zh: '不能为空' },
    'whole-number': { en: 'must be a whole number, 0 or more', zh: '应为不小于 0 的整数' },
    address: {
      en: 'must be an address that starts with https:// or http://',
      zh: '应为以 https:// 或 http:// 开头的地址',
    },
    'plain-address': {
      en: 'must be an address without query, fragment and user name',
      zh: '地址中不能有查询参数、片段和用户名',
    },
    'kingdee-address': {
      en: 'must be the http(s) address of the site, ending in /k3cloud/',
      zh: '应为站点的 http(s) 地址，以 /k3cloud/ 结尾',
    },
    'account-name': {
      en: 'must be a name of at most 60 letters, digits, dots, dashes and underscores',
      zh: '应为最多 60 个字母、数字、点、短横线或下划线组成的名称',
    },
    'field-key': {
      en: 'must be a field key: letters, digits, _ and . only',
      zh: '应为字段标识：只含字母、数字、_ 和 .',
    },
    moment: {
      en: 'must be yyyy-MM-dd HH:mm:ss, in Asia/Shanghai',
      zh: '应为 yyyy-MM-dd HH:mm:ss（北京时间）',
    },
    'time-zone': {
      en: 'is no time zone; name one like Asia/Shanghai',
      zh: '不是时区；请填写如 Asia/Shanghai 的时区名',
    },
  },
  cron: (text: string, problem: Bilingual) => ({
    en: `"${text}" is no cron expression: ${problem.en}`,
    zh: `“${text}”不是有效的 cron 表达式：${problem.zh}`,
  }),
  cronProblem: {
    parts: {
      en: 'it must have five fields: minute, hour, day, month, day of week',
      zh: '应有五段：分、时、日、月、星期',
    },
    never: { en: 'its time never comes', zh: '这个时间永远不会到来' },
    minute: { en: 'the minute cannot be read; it goes from 0 to 59', zh: '“分”无法识别，取值 0 到 59' },
    hour: { en: 'the hour cannot be read; it goes from 0 to 23', zh: '“时”无法识别，取值 0 到 23' },
    day: {
      en: 'the day of the month cannot be read; it goes from 1 to 31',
      zh: '“日”无法识别，取值 1 到 31',
    },
    month: { en: 'the month cannot be read; it goes from 1 to 12', zh: '“月”无法识别，取值 1 到 12' },
    weekday: {
      en: 'the day of the week cannot be read; it goes from 0, Sunday, to 7',
      zh: '“星期”无法识别，取值 0（星期日）到 7',
    },
  },
  /** The parser's own sentence, which names characters, stands beside it. */
  yaml: {
    ALIAS_PROPS: { en: 'an alias has a tag or an anchor', zh: '别名不能带标签或锚点' },
    BAD_ALIAS: { en: 'an alias has no anchor', zh: '别名没有对应的锚点' },
    BAD_COLLECTION_TYPE: { en: 'a tag does not fit its value', zh: '标签与值的类型不符' },
    BAD_DIRECTIVE: { en: 'a directive (%) cannot be read', zh: '指令（%）无法识别' },
    BAD_DQ_ESCAPE: {
      en: 'a backslash in a quoted text means nothing',
      zh: '双引号文本中的反斜杠转义无法识别',
    },
    BAD_INDENT: { en: 'the indentation is wrong', zh: '缩进不正确' },
    BAD_PROP_ORDER: { en: 'tag or anchor stand in the wrong place', zh: '标签或锚点的位置不正确' },
    BAD_SCALAR_START: {
      en: 'a text begins with a reserved character; put it in quotes',
      zh: '文本以保留字符开头，请加引号',
    },
    BLOCK_AS_IMPLICIT_KEY: {
      en: 'a key holds a list or a map; put texts with a colon in quotes',
      zh: '键的位置出现了列表或键值对；含冒号的文本请加引号',
    },
    BLOCK_IN_FLOW: { en: 'an indented block stands inside of { } or [ ]', zh: '{ } 或 [ ] 中不能使用缩进块' },
    DUPLICATE_KEY: { en: 'a key stands there twice', zh: '同一个键出现了两次' },
    IMPOSSIBLE: { en: 'it cannot be read', zh: '无法读取' },
    KEY_OVER_1024_CHARS: { en: 'a key is too long', zh: '键太长' },
    MISSING_CHAR: {
      en: 'a character is missing: a quote, a comma, a colon or a bracket',
      zh: '缺少字符：引号、逗号、冒号或括号',
    },
    MULTILINE_IMPLICIT_KEY: {
      en: 'a key goes over several lines; a colon or a quote may be missing',
      zh: '键跨了多行，可能缺少冒号或引号',
    },
    MULTIPLE_ANCHORS: { en: 'a value has two anchors', zh: '一个值有两个锚点' },
    MULTIPLE_DOCS: { en: 'it holds several documents', zh: '文件中有多个 YAML 文档' },
    MULTIPLE_TAGS: { en: 'a value has two tags', zh: '一个值有两个标签' },
    NON_STRING_KEY: { en: 'a key is no text', zh: '键不是文本' },
    RESOURCE_EXHAUSTION: { en: 'it is too deep or too large', zh: '嵌套太深或内容太大' },
    TAB_AS_INDENT: { en: 'a tab stands in the indentation; use spaces', zh: '缩进中有制表符，请改用空格' },
    TAG_RESOLVE_FAILED: { en: 'a tag is not known', zh: '标签无法识别' },
    UNEXPECTED_TOKEN: { en: 'a character stands where none is expected', zh: '出现了意外的字符' },
  },
} satisfies Messages;

type Reason<Code extends FaultReason['code']> = Extract<FaultReason, { readonly code: Code }>;

/** The sentence for each reason. */
const sentences: { readonly [Code in FaultReason['code']]: (reason: Reason<Code>) => Bilingual } = {
  'no-file': () => fault.noFile,
  unreadable: ({ why }) => fault.unreadable(why),
  encoding: ({ looksLike }) => fault.encoding[looksLike],
  'too-large': ({ megabytes }) => fault.tooLarge(megabytes),
  'cut-off': ({ name }) => fault.cutOff(name),
  'not-yaml': ({ problem, said }) => fault.notYaml(fault.yaml[problem], said),
  'secret-written-out': () => fault.secretWrittenOut,
  'variable-not-set': ({ name }) => fault.variableNotSet(name),
  'file-unreadable': ({ file, why }) => fault.fileUnreadable(file, why),
  'unknown-name': ({ kind, name, known }) =>
    fault.unknownName(fault.name[kind], name, suggested(name, known)),
  'unknown-key': ({ key, known }) => fault.unknownKey(suggested(key, known)),
  'not-sliced': () => fault.notSliced,
  'key-of-another-kind': () => fault.keyOfAnotherKind,
  'other-platform': ({ connection, platform, needed }) => fault.otherPlatform(connection, platform, needed),
  parameter: parameterText,
  missing: ({ wanted }) => fault.missing(fault.kind[wanted]),
  'wrong-kind': ({ wanted }) => fault.wrongKind(fault.kind[wanted]),
  'not-one-of': ({ values }) => fault.notOneOf(values.join(', ')),
  'too-small': ({ limit, excluded, of }) => {
    const { number, length } = fault;
    if (of === 'text' || of === 'list') return length.least(limit);
    return excluded ? number.above(limit) : number.least(limit);
  },
  'too-big': ({ limit, excluded, of }) => {
    const { number, length } = fault;
    if (of === 'text' || of === 'list') return length.most(limit);
    return excluded ? number.below(limit) : number.most(limit);
  },
  setting: ({ expected }) => fault.setting[expected],
  cron: ({ text, problem }) => fault.cron(text, fault.cronProblem[problem]),
  other: ({ said }) => untranslated(said),
};

/** What is wrong and what to do, one line. */
export function faultText(reason: FaultReason): Bilingual {
  return (sentences[reason.code] as (reason: FaultReason) => Bilingual)(reason);
}

/** What is wrong with a parameter's value. */
export function parameterText({ takes, given }: ParameterFault): Bilingual {
  return fault.parameter(takes, given);
}

/** Characters of a line: names in a file that is none of ours may be of any length. */
const LONGEST_LINE = 1_000;

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}

/** The faults of a configuration with their places, a line each. */
export function faultLines({ file, faults, further }: ConfigFaults): Bilingual[] {
  const lines = faults.map(({ path, line, reason }) => {
    const { en, zh } = faultText(reason);
    const place = placeOf(file, line, path);
    return { en: short(`${place}: ${en}`), zh: short(`${place}: ${zh}`) };
  });
  return further > 0 ? [...lines, fault.further(further)] : lines;
}
