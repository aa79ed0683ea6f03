import type { Config } from '../../config/config';
import { ConfigFaults } from '../../config/faults';
import { readOrigins } from '../../config/shown';
import { plainHttpConnections } from '../../config/plainHttp';
import { fileShape } from '../../config/shape';
import { untranslated } from '../../contract/bilingual';
import { check, doctor } from '../../messages/doctor';
import { faultLines } from '../../messages/faults';
import { type Context, loadContext } from '../context';
import { diskLine, portsLine, secretFiles, secretFilesLine, versionLines, zoneLine } from './host';
import { type DoctorLine, line } from './line';
import { serverLines } from './server';

/**
 * Everything beside the platforms that a run stands on, line by line as it is found.
 * @param ports those that the development stack would take; none where it is not installed
 */
export async function* examine(
  named: string | undefined,
  ports: readonly number[],
): AsyncGenerator<DoctorLine> {
  yield* versionLines();
  yield zoneLine();
  yield await diskLine(process.cwd());
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

function configured(named: string | undefined): Context | ConfigFaults {
  try {
    return loadContext(named);
  } catch (error) {
    if (error instanceof ConfigFaults) return error;
    throw error;
  }
}

function configurationLine(context: Context | ConfigFaults): DoctorLine {
  const { ok, advice } = doctor.configuration;
  if (!(context instanceof ConfigFaults)) return line('configuration', 'ok', ok(context.config.path));
  return line('configuration', 'fail', faultLines(context)[0] ?? untranslated(''), advice);
}

function encryptionLine(config: Config): DoctorLine {
  const { ok, advice } = doctor.encryption;
  const plain = plainHttpConnections(config);
  if (plain.length === 0) return line('encryption', 'ok', ok);
  return line('encryption', 'warn', check.plainHttp(plain.join(', ')), advice);
}
