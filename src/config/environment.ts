import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { readDevEnv } from '../stack/devEnv';
import type { Environment } from './config';
import { ConfigFaults } from './faults';

/**
 * Loads `.env` of the working folder into the process, where the real environment wins, and gives what references in
 * `jinqiao.yml` read from: this, and below it the development stack of this checkout while it runs. The stack's
 * variables stay out of the process, so they cannot override an address that `jinqiao.yml` writes out.
 */
export function loadEnvironment(): Environment {
  for (const [name, value] of Object.entries(readDotenv())) process.env[name] ??= value;
  return { ...readDevEnv(), ...process.env };
}

function readDotenv(): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync('.env', 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return {};
    throw new ConfigFaults('.env', [{ path: '', reason: { code: 'unreadable', why: String(code) } }]);
  }
}
