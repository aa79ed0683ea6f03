import pino, { type Logger } from 'pino';
import { secretSettings } from './connectors';
import { visibleJson } from './contract/visible';

/** Fields whose values never reach a log, at the top and one or two levels down: secret settings, and what calls carry of them. */
const secretFields = [...secretSettings, 'apiKey', 'sign', 'authorization', 'cookie'];

/** Levels a log can be set to. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Structured log, one JSON object a line on stderr; errors under `error` keep type, message and stack, secrets are cut out. */
export function createLogger(options: { level: LogLevel }): Logger {
  return pino(
    {
      level: options.level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // Logs are read on terminals, and errors repeat what platforms say.
      hooks: { streamWrite: visibleJson },
      // The SDK logs its errors under `error`; pino by itself only knows `err`.
      serializers: { error: pino.stdSerializers.err, err: pino.stdSerializers.err },
      redact: {
        paths: secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: '[secret]',
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
