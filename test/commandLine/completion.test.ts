import { execFileSync } from 'node:child_process';
import { Command, Option } from 'commander';
import { completionScript } from '../../src/commands/completion/scripts';
import { completionTree } from '../../src/commands/completion';
import { findCommand } from '../../src/commands/find';
import { runsCommand } from '../../src/commands/runs';
import { schedulesCommand } from '../../src/commands/schedules';

const program = new Command('jinqiao')
  .version('1')
  .addOption(new Option('--lang <language>').choices(['en', 'zh']))
  .addCommand(findCommand())
  .addCommand(runsCommand())
  .addCommand(schedulesCommand());
const tree = completionTree(program);

/** What bash offers after these words, the last of which is being typed. */
function offered(...words: string[]): string[] {
  const script = `${completionScript.bash(tree)}
COMP_WORDS=(jinqiao "$@"); COMP_CWORD=$#; _jinqiao; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const text = execFileSync('bash', ['-c', script, 'bash', ...words], { encoding: 'utf8' });
  return text.split('\n').filter(Boolean);
}

test.each([
  [['r'], ['runs']],
  [['runs', 'gu'], ['guanyiShopsToKingdeeCustomers']],
  [['runs', '--state', 'p'], ['paused']],
  [['--lang', 'zh', 'runs', '--li'], ['--limit']],
  [['find', '700001', '--scheme', 'q'], ['qimenSaleoutsToKingdeeOutstocks']],
  [['find', '--days', ''], []],
  [
    ['--lang', ''],
    ['en', 'zh'],
  ],
  [['runs', '--la'], ['--lang']],
  [['schedules', 'list', '--lang', 'z'], ['zh']],
  [['runs', '--ver'], []],
  [
    ['schedules', 'p'],
    ['plan', 'pause'],
  ],
  [['schedules', 'pause', '--n'], ['--note']],
])('bash completes %j', (words, expected) => {
  expect(offered(...words)).toEqual(expected);
});

test.each(['zsh', 'fish'] as const)('%s gets every command, option and scheme', (shell) => {
  const script = completionScript[shell](tree);
  for (const word of ['runs', 'state', 'note', 'guanyiShopsToKingdeeCustomers', 'paused'])
    expect(script).toContain(word);
});
