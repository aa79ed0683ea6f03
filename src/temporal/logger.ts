import type { Logger as TemporalLogger, LogLevel, LogMetadata } from '@temporalio/worker';
import type { Logger } from 'pino';

/** Hands the SDK's log lines, those of workflows and activities among them, to pino. */
export function temporalLogger(logger: Logger): TemporalLogger {
  const log = (level: LogLevel, message: string, meta?: LogMetadata): void => {
    logger[level.toLowerCase() as 'trace' | 'debug' | 'info' | 'warn' | 'error'](attributesOf(meta), message);
  };
  return {
    log,
    trace: (message, meta) => log('TRACE', message, meta),
    debug: (message, meta) => log('DEBUG', message, meta),
    info: (message, meta) => log('INFO', message, meta),
    warn: (message, meta) => log('WARN', message, meta),
    error: (message, meta) => log('ERROR', message, meta),
  };
}

/** A run has one name on all lines; whoever holds a task's token could answer in the activity's place. */
function attributesOf(meta: LogMetadata = {}): LogMetadata {
  const { taskToken: _taskToken, workflowRunId, ...rest } = meta;
  return workflowRunId === undefined ? rest : { ...rest, runId: workflowRunId as string };
}
