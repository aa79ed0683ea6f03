import type { Command } from 'commander';
import type { Config } from '../config/config';
import { ConfigFaults } from '../config/faults';
import { readOrigins } from '../config/origins';
import { plainHttpConnections } from '../config/plainHttp';
import { fileShape } from '../config/shape';
import { colours } from './terminal/colours';
import { type Context, loadContext } from './shared/context';
import { developmentPorts } from './development';
import { diskLine, portsLine, secretFiles, secretFilesLine, versionLines, zoneLine } from './doctor/host';
import { type DoctorLine, exitCodeOfLines, line } from './doctor/line';
import { serverLines } from './doctor/server';
import { exitCodes } from './shared/exit';
import { faultLines } from '../messages/faults';
import { type CommonOptions, withConfig, withJson } from './shared/options';
import { print, printJson } from './terminal/output';
import { verb } from './verbs';
import { messages } from '../messages';

/** `jinqiao doctor`: everything beside the platforms that a run stands on. */
export function doctorCommand(): Command {
  return withJson(withConfig(verb('doctor')), messages().help.verb.doctor.prints).action(examine);
}

async function examine(options: CommonOptions): Promise<void> {
  const lines: DoctorLine[] = [];
  for await (const found of allLines(options.config)) {
    lines.push(found);
    if (!options.json) print(shownLine(found));
  }
  process.exitCode = exitCodeOfLines(lines);
  if (options.json) printJson({ ok: process.exitCode === exitCodes.ok, lines });
}

async function* allLines(named: string | undefined): AsyncGenerator<DoctorLine> {
  yield* versionLines();
  yield zoneLine();
  yield await diskLine(process.cwd());
  const ports = developmentPorts();
  if (ports.length > 0) yield await portsLine(ports);
  const context = configured(named);
  yield configurationLine(context);
  if (context instanceof ConfigFaults) {
    yield secretFilesLine(['.env']);
    // Without a configuration there is still the server that everybody means.
    yield* serverLines({ temporal: fileShape.shape.temporal.parse({}), schemes: {} });
    return;
  }
  const { config, env } = context;
  yield secretFilesLine(secretFiles(config.path, readOrigins(config.path, env)));
  yield encryptionLine(config);
  yield* serverLines(config);
}

function encryptionLine(config: Config): DoctorLine {
  const texts = messages().doctor.encryption;
  const plain = plainHttpConnections(config);
  if (plain.length === 0) return line('encryption', 'ok', texts.ok);
  return line('encryption', 'warn', messages().check.plainHttp(plain.join(', ')), texts.advice);
}

function configured(named: string | undefined): Context | ConfigFaults {
  try {
    return loadContext(named);
  } catch (error) {
    if (error instanceof ConfigFaults) return error;
    throw error;
  }
}

function configurationLine(context: Context | ConfigFaults): DoctorLine {
  const texts = messages().doctor.configuration;
  if (!(context instanceof ConfigFaults)) return line('configuration', 'ok', texts.ok(context.config.path));
  return line('configuration', 'fail', faultLines(context)[0] ?? '', texts.advice);
}

const marks = { ok: colours.green('✓'), warn: colours.yellow('!'), fail: colours.red('✗') };

function shownLine({ name, state, detail, advice }: DoctorLine): string {
  const first = `${marks[state]} ${messages().doctor.name[name]}: ${detail}`;
  return advice === undefined ? first : `${first}\n  ${advice}`;
}
