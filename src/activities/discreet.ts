import type { Rejection, TargetConnector, WriteAnswer, WriteResult } from '../connectors/connector';
import { ConnectorError } from '../connectors/errors';
import type { AnyMapping } from '../mappings/apply';
import { hasPersonalKey, personalKeys, textsAt } from '../mappings/personal';
import type { PageTask } from './contract';
import type { ActivityDeps } from './deps';
import { find } from './find';

/** Stands for what is left out. */
const LEFT_OUT = '***';

/** Shorter texts are left in: they would be found in every other word. */
const SHORTEST = 2;

type Hide = (text: string) => string;

/** The target of a page, with words that may go into history. */
export function targetOf(
  deps: Pick<ActivityDeps, 'targets' | 'mappings'>,
  { scheme, target, parameters }: Pick<PageTask, 'scheme' | 'target' | 'parameters'>,
): TargetConnector {
  const connector = find(deps.targets, target.connection, 'target connection');
  return discreet(connector, find(deps.mappings, scheme, 'mapping'), parameters);
}

/**
 * A target whose refusals and errors do not repeat what they were sent of cells that the mapping marks as personal:
 * platforms quote names and numbers in their refusals, and refusals are kept in histories.
 */
export function discreet(
  target: TargetConnector,
  mapping: AnyMapping,
  parameters: Readonly<Record<string, string>>,
): TargetConnector {
  const keys = personalKeys(mapping, parameters);
  if (keys.length === 0) return target;
  const isKeyPersonal = hasPersonalKey(mapping, parameters);
  return {
    ...target,
    save: (form, documents, ...rest) => {
      const hide = hiding(textsAt(documents, keys));
      return target.save(form, documents, ...rest).then((answer) => quietAnswer(answer, hide), rethrow(hide));
    },
    lookUp: (form, asked, ...rest) => {
      const hide = hiding(isKeyPersonal ? asked.map(({ number }) => number) : []);
      return target.lookUp(form, asked, ...rest).catch(rethrow(hide));
    },
  };
}

/** The longest first: one may be the beginning of another. */
function hiding(texts: readonly string[]): Hide {
  const known = [...new Set(texts.map((text) => text.trim()))]
    .filter(({ length }) => length >= SHORTEST)
    .toSorted((a, b) => b.length - a.length);
  return (words) => known.reduce((left, text) => left.replaceAll(text, LEFT_OUT), words);
}

function quietAnswer({ results, general, stoppedBy, ...answer }: WriteAnswer, hide: Hide): WriteAnswer {
  return {
    ...answer,
    results: results.map((result) => quietResult(result, hide)),
    general: general.map((rejection) => quietRejection(rejection, hide)),
    ...(stoppedBy === undefined ? {} : { stoppedBy: quietError(stoppedBy, hide) }),
  };
}

function quietResult(result: WriteResult, hide: Hide): WriteResult {
  return 'rejection' in result ? { ...result, rejection: quietRejection(result.rejection, hide) } : result;
}

function quietRejection(rejection: Rejection, hide: Hide): Rejection {
  return { ...rejection, message: hide(rejection.message) };
}

function rethrow(hide: Hide) {
  return (error: unknown): never => {
    throw quietError(error, hide);
  };
}

/** The same error, so that its class goes on saying what to do. */
function quietError<E>(error: E, hide: Hide): E {
  if (!(error instanceof ConnectorError)) return error;
  const { message, stack = '', details } = error;
  const { platformMessage, whenAlone } = details;
  return Object.assign(error, {
    message: hide(message),
    stack: hide(stack),
    details: {
      ...details,
      ...(platformMessage === undefined ? {} : { platformMessage: hide(platformMessage) }),
      ...(whenAlone === undefined ? {} : { whenAlone: quietRejection(whenAlone, hide) }),
    },
  });
}
