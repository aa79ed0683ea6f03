import type { CommanderError } from 'commander';
import { localized, type Messages } from './language';

/** What `--help` says around the verbs. */
export const help = {
  program: {
    en: 'Durable integrations between Chinese e-commerce ERPs and Kingdee, on Temporal',
    zh: '国内电商 ERP 与金蝶之间的可靠数据集成，运行在 Temporal 上',
  },
  version: { en: 'output the version number', zh: '显示版本号' },
  lang: { en: 'language of what is shown (default: as the terminal says)', zh: '显示语言（默认：跟随终端）' },
  help: { en: 'display help for command', zh: '显示帮助' },
  title: {
    'Usage:': { en: 'Usage:', zh: '用法:' },
    'Arguments:': { en: 'Arguments:', zh: '参数：' },
    'Options:': { en: 'Options:', zh: '选项：' },
    'Commands:': { en: 'Commands:', zh: '命令：' },
  },
  options: { en: '[options]', zh: '[选项]' },
  command: { en: '[command]', zh: '[命令]' },
  choices: (values: string) => ({ en: `choices: ${values}`, zh: `可选值：${values}` }),
  default: (value: string) => ({ en: `default: ${value}`, zh: `默认：${value}` }),
  brackets: (text: string) => ({ en: ` (${text})`, zh: `（${text}）` }),
  comma: { en: ', ', zh: '，' },
  example: (command: string) => ({ en: `Example:\n  ${command}`, zh: `示例：\n  ${command}` }),
  exitCodes: (codes: string) => ({ en: `Exit codes: ${codes}`, zh: `退出码：${codes}` }),
  exitCode: {
    ok: { en: 'ok', zh: '成功' },
    failed: { en: 'failed', zh: '失败' },
    usage: { en: 'usage', zh: '用法或配置错误' },
    unreachable: { en: 'unreachable', zh: '无法连接' },
    attention: { en: 'attention', zh: '需要处理' },
    cancelled: { en: 'cancelled', zh: '已取消' },
    running: { en: 'running', zh: '正在运行' },
    interrupted: { en: 'interrupted', zh: '已中断' },
  },
  debug: { en: 'JINQIAO_DEBUG=1 shows the stack of a failure.', zh: 'JINQIAO_DEBUG=1 显示失败的调用栈。' },
  config: {
    en: 'configuration file (default: $JINQIAO_CONFIG, then jinqiao.yml)',
    zh: '配置文件（默认：$JINQIAO_CONFIG，其次 jinqiao.yml）',
  },
  json: (what: string) => ({ en: `print ${what} as JSON`, zh: `以 JSON 输出${what}` }),
} satisfies Messages;

/** What is wrong with the words of a command line. Lists come as one text. */
export const usage = {
  unknownOption: (option: string, advice: string) => ({
    en: `unknown option '${option}'${advice}`,
    zh: `没有选项 ${option}${advice}`,
  }),
  unknownCommand: (command: string, advice: string) => ({
    en: `unknown command '${command}'${advice}`,
    zh: `没有命令“${command}”${advice}`,
  }),
  didYouMean: (names: string) => ({ en: ` (Did you mean ${names}?)`, zh: `（是不是 ${names}？）` }),
  missingArgument: (name: string) => ({
    en: `missing required argument '${name}'`,
    zh: `缺少必需的参数 <${name}>`,
  }),
  missingValue: (option: string) => ({
    en: `option '${option}' argument missing`,
    zh: `选项 ${option} 缺少值`,
  }),
  missingOption: (option: string) => ({
    en: `required option '${option}' not specified`,
    zh: `缺少必需的选项 ${option}`,
  }),
  tooMany: (expected: string, given: string) => ({
    en: `too many arguments: expected ${expected} but got ${given}`,
    zh: `参数太多：应为 ${expected} 个，实际 ${given} 个`,
  }),
  badOption: (option: string, value: string, advice: string) => ({
    en: `option '${option}' argument '${value}' is invalid. ${advice}`,
    zh: `选项 ${option} 的值“${value}”无效。${advice}`,
  }),
  badArgument: (name: string, value: string, advice: string) => ({
    en: `argument '${name}' value '${value}' is invalid. ${advice}`,
    zh: `参数 <${name}> 的值“${value}”无效。${advice}`,
  }),
  allowed: (values: string) => ({ en: `Allowed choices are ${values}.`, zh: `可选值：${values}。` }),
  wholeNumber: (most: number) => ({
    en: `Use a whole number from 1 to ${most}.`,
    zh: `请填写 1 到 ${most} 的整数。`,
  }),
  longText: (most: number) => ({ en: `Use at most ${most} characters.`, zh: `最多 ${most} 个字符。` }),
  time: {
    en: 'Use yyyy-MM-dd or "yyyy-MM-dd HH:mm:ss", Beijing time, a day from 2000 to 2099.',
    zh: '请按 yyyy-MM-dd 或 "yyyy-MM-dd HH:mm:ss" 填写北京时间，日期须在 2000 至 2099 年之间。',
  },
  day: {
    en: 'Use a day from 2000 to 2099, yyyy-MM-dd.',
    zh: '请按 yyyy-MM-dd 填写日期，须在 2000 至 2099 年之间。',
  },
  pair: { en: 'Use parameter=value.', zh: '请按“参数=值”填写。' },
} satisfies Messages;

type Parts = Readonly<Record<string, string>>;

/** Commander tells what is wrong by a code and an English sentence, which alone holds the names; what to say instead. */
const sentences: Readonly<Record<string, readonly (readonly [RegExp, (parts: Parts) => string])[]>> = {
  'commander.unknownOption': [
    [
      /^unknown option '(?<option>.*?)'(?:\n\(Did you mean (?:one of )?(?<near>.*)\?\))?$/s,
      ({ option = '', near }) => localized(usage).unknownOption(option, suggestion(near)),
    ],
  ],
  'commander.unknownCommand': [
    [
      /^unknown command '(?<command>.*?)'(?:\n\(Did you mean (?:one of )?(?<near>.*)\?\))?$/s,
      ({ command = '', near }) => localized(usage).unknownCommand(command, suggestion(near)),
    ],
  ],
  'commander.missingArgument': [
    [/^missing required argument '(?<name>.*)'$/s, ({ name = '' }) => localized(usage).missingArgument(name)],
  ],
  'commander.optionMissingArgument': [
    [
      /^option '(?<option>.*)' argument missing$/s,
      ({ option = '' }) => localized(usage).missingValue(option),
    ],
  ],
  'commander.missingMandatoryOptionValue': [
    [
      /^required option '(?<option>.*)' not specified$/s,
      ({ option = '' }) => localized(usage).missingOption(option),
    ],
  ],
  'commander.excessArguments': [
    [
      /^too many arguments.*\. Expected (?<expected>\d+) arguments? but got (?<given>\d+)\.$/s,
      ({ expected = '', given = '' }) => localized(usage).tooMany(expected, given),
    ],
  ],
  'commander.invalidArgument': [
    [
      /^option '(?<option>.*?)' argument '(?<value>.*)' is invalid\. (?<advice>.*)$/s,
      ({ option = '', value = '', advice = '' }) =>
        localized(usage).badOption(option, shown(value), localizedAdvice(advice)),
    ],
    [
      /^command-argument value '(?<value>.*)' is invalid for argument '(?<name>.*?)'\. (?<advice>.*)$/s,
      ({ name = '', value = '', advice = '' }) =>
        localized(usage).badArgument(name, shown(value), localizedAdvice(advice)),
    ],
  ],
};

/** What is wrong with the words of a command line, one line, in the language in use. */
export function usageText({ code, message }: Pick<CommanderError, 'code' | 'message'>): string {
  const text = message.replace(/^error: /, '').trim();
  for (const [sentence, say] of sentences[code] ?? []) {
    const parts = sentence.exec(text)?.groups;
    if (parts) return say(parts);
  }
  return text.replaceAll('\n', ' ');
}

/** Longest value that is repeated, in characters. */
const LONGEST = 80;

function shown(value: string): string {
  return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
}

function suggestion(near: string | undefined): string {
  return near === undefined ? '' : localized(usage).didYouMean(near);
}

/** The advice is already localized, except for the choices, which Commander adds by itself. */
function localizedAdvice(advice: string): string {
  const [, choices] = /^Allowed choices are (.*)\.$/s.exec(advice) ?? [];
  return choices === undefined ? advice : localized(usage).allowed(choices);
}
