import type { Command } from 'commander';
import { localize, messages } from '../messages';
import { examine } from '../operations/doctor';
import type { DoctorLine } from '../operations/doctor/line';
import { developmentPorts } from './development';
import { exitCodes } from './shared/exit';
import { type CommonOptions, withConfig, withJson } from './shared/options';
import { colours, localizedLine, print, printJson } from './terminal/output';
import { verb } from './verbs';

/** `jinqiao doctor`: everything beside the platforms that a run stands on. */
export function doctorCommand(): Command {
  return withJson(withConfig(verb('doctor')), messages().help.verb.doctor.prints).action(doctor);
}

async function doctor(options: CommonOptions): Promise<void> {
  const lines: DoctorLine[] = [];
  for await (const line of examine(options.config, developmentPorts())) {
    lines.push(line);
    if (!options.json) print(shownLine(line));
  }
  process.exitCode = exitCodeOfLines(lines);
  if (options.json) printJson({ ok: process.exitCode === exitCodes.ok, lines: lines.map(localizedLine) });
}

/** Exit code over all lines: a server that does not answer counts more than any other failure; warnings do not count. */
export function exitCodeOfLines(lines: readonly DoctorLine[]): number {
  const failed = lines.filter(({ state }) => state === 'fail');
  if (failed.length === 0) return exitCodes.ok;
  return failed.some(({ name }) => name === 'server') ? exitCodes.unreachable : exitCodes.failed;
}

const marks = { ok: colours.green('✓'), warn: colours.yellow('!'), fail: colours.red('✗') };

function shownLine({ name, state, detail, advice }: DoctorLine): string {
  const first = `${marks[state]} ${messages().doctor.name[name]}: ${localize(detail)}`;
  return advice === undefined ? first : `${first}\n  ${localize(advice)}`;
}
