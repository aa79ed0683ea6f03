import type { Command } from 'commander';
import stringWidth from 'string-width';
import { wholeProgram } from '../../src/cli';
import { wrapped } from '../../src/commands/terminal/help';
import { chooseLanguage, type Language } from '../../src/messages';
import { verbs } from '../../src/commands/verbs';
import { blockUnder } from '../docs/documents';
import { englishIn } from '../support/english';

/** A command with its help as it is shown on 80 columns, and its descriptions. */
interface Helped {
  readonly name: string;
  readonly help: string;
  readonly descriptions: readonly string[];
}

async function helpIn(language: Language): Promise<Helped[]> {
  chooseLanguage(language);
  const program = await wholeProgram();
  const all = (command: Command, above: string): Helped[] => {
    const name = `${above} ${command.name()}`.trim();
    const [shown, help] = [[] as string[], command.createHelp()];
    command.configureOutput({ writeOut: (text) => shown.push(text), getOutHelpWidth: () => 80 });
    command.outputHelp();
    const options = help.visibleOptions(command).map(({ description }) => description);
    const descriptions = [command.description(), ...options];
    return [
      { name, help: shown.join(''), descriptions },
      ...command.commands.flatMap((sub) => all(sub, name)),
    ];
  };
  return all(program, '');
}

let english: Helped[];
let chinese: Helped[];
beforeAll(async () => {
  english = await helpIn('en');
  chinese = await helpIn('zh');
});
afterAll(() => chooseLanguage(undefined));

test('the help of every verb is Chinese in Chinese, and English in English', () => {
  expect(chinese.length).toBeGreaterThan(30);
  expect(chinese.map(({ name }) => name)).toEqual(english.map(({ name }) => name));
  expect(chinese.flatMap(({ name, help }) => englishIn(help).map((words) => `${name}: ${words}`))).toEqual(
    [],
  );
  const silent = chinese.flatMap(({ name, descriptions }) =>
    descriptions.filter((text) => !/\p{Script=Han}/u.test(text)).map((text) => `${name}: ${text}`),
  );
  expect(silent).toEqual([]);
  expect(english.filter(({ help }) => /\p{Script=Han}/u.test(help))).toEqual([]);
});

test("commander's own words and the examples are there", () => {
  const run = chinese.find(({ name }) => name === 'jinqiao run')?.help;
  for (const part of ['用法:', '[选项]', '选项：', '显示帮助', '示例：\n  jinqiao run '])
    expect(run).toContain(part);
  const runs = chinese.find(({ name }) => name === 'jinqiao runs')?.help;
  expect(runs).toMatch(/可选值："running", "paused"/);
  expect(runs).toMatch(/默认：20/);
});

test.each(Object.keys(verbs))('docs/cli.zh-CN.md holds the help of %s as it is', (verb) => {
  const { help } = chinese.find(({ name }) => name === `jinqiao ${verb}`)!;
  expect(blockUnder(`help ${verb}`, 'docs/cli.zh-CN.md')).toBe(help.trimEnd());
});

test('Chinese help keeps to the width of the terminal, whose columns it fills two at a time', () => {
  const lines = chinese.flatMap(({ help }) =>
    help.split('\n').filter((line) => !/^ +jinqiao |^退出码/.test(line)),
  );
  expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([]);
});

test.each([
  ['一二三四五', 6, '一二三\n四五'],
  ['一二三，四五', 6, '一二\n三，四\n五'],
  ['读 jinqiao.yml 一次', 8, '读\njinqiao.yml\n一次'],
  ['（一二）三', 6, '（一\n二）三'],
])('%s in %d columns', (text, width, lines) => {
  expect(wrapped(text, width)).toBe(lines);
});
