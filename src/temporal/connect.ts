import { Client, Connection } from '@temporalio/client';
import { type Bilingual, inBothLanguages } from '../contract/bilingual';
import { type Dialled, diagnose } from './diagnose';
import type { TemporalTarget } from './target';
import { CONNECT_TIMEOUT_MS } from '../contract/policies';

/** Thrown when the Temporal server does not answer; the message is one clear line. */
export class TemporalUnreachable extends Error {
  /** The first line of what went wrong; empty where nothing is known. */
  readonly why: string;

  constructor(
    readonly address: string,
    options?: ErrorOptions,
    /** What to do, where a look at the server tells. */
    readonly advice?: Bilingual,
  ) {
    const why = firstLine(options?.cause);
    const told = advice === undefined ? '' : `; ${inBothLanguages(advice)}`;
    super(`Temporal server at ${address} does not answer${why && ` (${why})`}${told}`, options);
    this.name = 'TemporalUnreachable';
    this.why = why;
  }
}

/** A client for commands. @throws TemporalUnreachable when nothing answers within so many milliseconds */
export async function connectClient(
  target: TemporalTarget,
  connectTimeout = CONNECT_TIMEOUT_MS,
): Promise<Client> {
  const { namespace, connectionOptions } = target;
  const { tls, ...rest } = connectionOptions;
  const options = { ...rest, ...(tls === undefined ? {} : { tls }), connectTimeout };
  const connection = await orUnreachable(target, Connection.connect(options as object));
  return new Client({ connection, namespace });
}

/** What a connection comes to, once it is made. @throws TemporalUnreachable with what a look at the server tells */
export async function orUnreachable<T>(target: Dialled, connecting: Promise<T>): Promise<T> {
  try {
    return await connecting;
  } catch (error) {
    throw new TemporalUnreachable(target.address, { cause: error }, await diagnose(target, error));
  }
}

/** The first line of what is innermost: the client says around it only that it failed to connect. */
function firstLine(cause: unknown): string {
  if (!(cause instanceof Error)) return '';
  return firstLine(cause.cause) || (cause.message.split('\n')[0] ?? '').slice(0, 160);
}
