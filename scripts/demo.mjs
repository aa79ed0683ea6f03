#!/usr/bin/env node
/** `npm run demo`: installs what is missing, then runs `jinqiao demo` with the arguments given. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';

ensureDependencies();

const jinqiao = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'bin', 'jinqiao');
const child = spawn(process.execPath, [jinqiao, 'demo', ...process.argv.slice(2)], { stdio: 'inherit' });
// The terminal sends Ctrl-C to both; the child decides what it means.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.once('exit', (code) => process.exit(code ?? 1));
