import { existsSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { type ConfigFault, ConfigFaults } from './faults';
import { readConfigText } from './text';

/** A variable whose value is not in quotes, up to the first `#`. */
const UNQUOTED = /^\s*(?:export\s+)?([\w.-]+)\s*=[^\S\n]*(?!["'`])([^#\n]+)#/;

/**
 * Variables of a `.env` file; none where there is no such file.
 * @throws ConfigFaults where the file is no UTF-8, and for a value that a `#` would cut off: half a secret fails at the
 * platform, where nobody looks for the reason
 */
export function readDotenv(file: string): NodeJS.Dict<string> {
  if (!existsSync(file)) return {};
  const text = readConfigText(file);
  const faults = cutOffValues(text);
  if (faults.length > 0) throw new ConfigFaults(file, faults);
  return parseEnv(text);
}

function cutOffValues(text: string): ConfigFault[] {
  return text.split('\n').flatMap((line, index) => {
    const [, name, value = ''] = UNQUOTED.exec(line) ?? [];
    // Behind a blank it begins a comment.
    return name === undefined || /\s$/.test(value)
      ? []
      : [{ path: '', line: index + 1, reason: { code: 'cut-off', name } }];
  });
}
