import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../src/root';
import { isAlive } from '../../src/config/environment';
import { startProgram } from '../../dev/stack/program';
import { until } from './until';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'program-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function start(script: string) {
  return startProgram({ name: 'part', command: process.execPath, args: ['-e', script], logFolder: folder });
}

const idle = 'setInterval(() => {}, 1000);';

test('its first line is handed on, and it ends when it is told to', async () => {
  const program = start(`console.log("ready"); ${idle}`);
  await expect(program.firstLine).resolves.toBe('ready');
  await program.stop();
  expect(isAlive(program.pid ?? 0)).toBe(false);
});

test('one that ends by itself is named, with the end of its log', async () => {
  const program = start('console.error("no room left"); process.exitCode = 7;');
  await expect(program.failure).rejects.toThrow('part ended by itself (code 7)\nno room left');
  await expect(program.firstLine).rejects.toThrow('part ended by itself');
});

test('one that cannot be started is named', async () => {
  const program = startProgram({ name: 'part', command: `${folder}/none`, args: [], logFolder: folder });
  await expect(program.failure).rejects.toThrow(/part ended by itself \(.*ENOENT/);
});

test('one that was stopped has not failed', async () => {
  const program = start(idle);
  const failed = jest.fn();
  program.failure.catch(failed);
  await program.stop();
  await new Promise((resolve) => setImmediate(resolve));
  expect(failed).not.toHaveBeenCalled();
});

test('the keeper ends what a killed parent left behind', async () => {
  const parent = path.join(folder, 'parent.js');
  writeFileSync(
    parent,
    `const { fork, spawn } = require('node:child_process');
    const child = spawn(process.execPath, ['-e', ${JSON.stringify(idle)}]);
    fork(${JSON.stringify(path.join(root, 'bin', 'keeper.js'))}).send({ keep: child.pid }, () => console.log(child.pid));`,
  );
  const orphaning = spawn(process.execPath, [parent], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = Number(await new Promise((resolve) => orphaning.stdout.once('data', resolve)));
  expect(isAlive(pid)).toBe(true);
  orphaning.kill('SIGKILL');
  await until(() => !isAlive(pid));
});
