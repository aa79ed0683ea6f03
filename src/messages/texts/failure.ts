import type { ConnectorError } from '../../connectors/errors';
import { saidOf } from '../../connectors/probe';
import type { TemporalUnreachable } from '../../temporal/connect';
import { spoken, words } from '..';

/** That a Temporal server does not answer, and why. */
export function unreachableText({ address, why }: Pick<TemporalUnreachable, 'address' | 'why'>): string {
  const say = words().failure;
  return say.unreachable(address, why && say.why(why));
}

/** What to do about it: as a look at the server tells, or what helps mostly. */
export function unreachableAdvice(error: Error, otherwise: string): string {
  const { advice } = error as Partial<TemporalUnreachable>;
  return advice === undefined ? otherwise : spoken(advice);
}

/** Why no connection to the server was made; by the error's name, as failures are, so that nothing else is loaded. */
export function connectionText(error: Error): string {
  return error.name === 'TemporalUnreachable' ? unreachableText(error as TemporalUnreachable) : error.message;
}

/** What became of a call to a platform. */
export function connectorText(error: ConnectorError): string {
  return spoken(saidOf(error));
}
