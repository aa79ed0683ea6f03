#!/usr/bin/env node
/**
 * `npm run test:faults`: the fault suite under a seed, which is printed. `--seed N` repeats it, and of the storm that
 * round alone; `--long` is the long form; `--rounds N` sets the storm's rounds. What else is given goes to jest.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const { values, tokens } = parseArgs({
  options: { long: { type: 'boolean' }, seed: { type: 'string' }, rounds: { type: 'string' } },
  strict: false,
  tokens: true,
});

const seed = whole('seed') ?? String(randomInt(1, 1_000_000));
const rounds = whole('rounds') ?? (values.seed === undefined ? undefined : '1');
const environment = {
  JINQIAO_FAULTS_SEED: seed,
  ...(values.long ? { JINQIAO_FAULTS_LONG: '1' } : {}),
  ...(rounds === undefined ? {} : { JINQIAO_FAULTS_ROUNDS: rounds }),
};

process.stdout.write(`Fault suite, ${values.long ? 'long' : 'short'} form, seed ${seed}\n`);
const jest = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const child = spawn(process.execPath, [jest, ...forJest()], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...environment },
});
child.once('exit', (code) => {
  process.stdout.write(`Repeat with: npm run test:faults -- --seed ${seed}${values.long ? ' --long' : ''}\n`);
  process.exitCode = code ?? 1;
});

/** The value of an option that takes a whole number; undefined when it is not given. Ends the process for another value. */
function whole(name) {
  const value = values[name];
  if (value !== undefined && !/^\d+$/.test(String(value))) {
    process.stderr.write(`--${name} takes a whole number, not "${value}"\n`);
    process.exit(2);
  }
  return value;
}

/** Names narrow the suite to scenarios (`kills`, `storm`); options that are not ours are jest's. */
function forJest() {
  const names = tokens
    .filter(({ kind }) => kind === 'positional')
    .map(({ value }) => `test/faults/.*${value}`);
  const options = tokens
    .filter(({ kind, name }) => kind === 'option' && !['long', 'seed', 'rounds'].includes(name))
    .map(({ rawName, value }) => (value === undefined ? rawName : `${rawName}=${value}`));
  return [...(names.length === 0 ? ['test/faults/'] : names), ...options];
}
