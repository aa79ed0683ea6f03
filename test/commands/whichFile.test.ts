import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cleanEnvironment, jinqiao } from './jinqiao';

const own = (address: string) =>
  `temporal: { address: "${address}", namespace: own, taskQueue: own }\nconnections: {}\n`;
/** Refers to a variable that the development stack sets. */
const referring =
  'temporal: { address: { env: TEMPORAL_ADDRESS, default: "production:7233" } }\nconnections: {}\n';

describe('while a development stack runs', () => {
  let folder: string;
  let stack: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'which-'));
    stack = path.join(folder, 'stack');
    mkdirSync(stack);
    writeFileSync(path.join(stack, 'example.yml'), referring);
    const lines = [
      `JINQIAO_CONFIG='${path.join(stack, 'example.yml')}'`,
      "TEMPORAL_ADDRESS='127.0.0.1:7999'",
      // This very process stands for the stack.
      `JINQIAO_DEV_PID='${process.pid}'`,
    ];
    writeFileSync(path.join(stack, 'dev.env'), `${lines.join('\n')}\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function show(files: Readonly<Record<string, string>>, args: readonly string[] = [], changes = {}) {
    const cwd = mkdtempSync(path.join(folder, 'work-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(cwd, name), text);
    const env = cleanEnvironment({ JINQIAO_STACK_FOLDER: stack, ...changes });
    const { code, stdout, uses } = await jinqiao(['config', 'show', ...args], { env, cwd });
    return { code, stdout, uses };
  }

  it("the folder's own file wins, and says so", async () => {
    const { code, stdout, uses } = await show({ 'jinqiao.yml': own('own:7233') });
    expect({ code, uses }).toEqual({
      code: 0,
      uses: 'uses jinqiao.yml · Temporal own:7233, namespace own, task queue own',
    });
    expect(stdout).toContain('own:7233');
  });

  it('its references never read the variables of the stack', async () => {
    expect((await show({ 'jinqiao.yml': referring })).uses).toMatch(
      /^uses jinqiao\.yml · Temporal production:7233,/,
    );
    expect((await show({ 'other.yml': referring }, ['-c', 'other.yml'])).uses).toMatch(
      /^uses other\.yml · .* production:7233,/,
    );
  });

  it('in a folder without one the file of the stack is used, and is named', async () => {
    const { uses } = await show({});
    expect(uses).toBe(
      `uses ${path.join(stack, 'example.yml')} (development stack) · Temporal 127.0.0.1:7999, namespace default, task queue jinqiao`,
    );
  });

  it('what is named wins over both, and JINQIAO_CONFIG over the folder', async () => {
    const files = { 'jinqiao.yml': own('own:7233'), 'named.yml': own('named:7233') };
    expect((await show(files, ['--config', 'named.yml'])).uses).toMatch(
      /^uses named\.yml · Temporal named:7233/,
    );
    const { uses } = await show(files, [], { JINQIAO_CONFIG: 'named.yml' });
    expect(uses).toMatch(/^uses named\.yml · /);
  });

  it('in Chinese too; with --json only the result is told', async () => {
    const files = { 'jinqiao.yml': own('own:7233') };
    expect((await show(files, ['--lang', 'zh'])).uses).toBe(
      '使用 jinqiao.yml · Temporal own:7233，命名空间 own，任务队列 own',
    );
    const { stdout, uses } = await show(files, ['--json']);
    expect(uses).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ path: 'jinqiao.yml' });
  });

  it('a file that is refused ends with exit code 2 and its place', async () => {
    const cwd = mkdtempSync(path.join(folder, 'work-'));
    writeFileSync(path.join(cwd, '.env'), 'SECRET=abc#def\n');
    const env = cleanEnvironment({ JINQIAO_STACK_FOLDER: stack });
    expect(await jinqiao(['check'], { env, cwd })).toMatchObject({
      code: 2,
      stderr: 'jinqiao: .env:1: the value of SECRET would end at its #; put it in quotes\n',
    });
  });
});
