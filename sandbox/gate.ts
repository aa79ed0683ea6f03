import type { ServerResponse } from 'node:http';
import type { Clock } from './clock';
import { letsPass, type EndingFault, type FaultBook } from './faults';
import type { Journal, Settlement } from './journal';
import type { Answer, Gate, Operation, Platform } from './platform';
import { bodyText } from './request';
import * as wire from './wire';

/** What the gate works with. */
export interface GateParts {
  readonly platforms: readonly Platform[];
  readonly faults: FaultBook;
  readonly journal: Journal;
  readonly clock: Clock;
  /** Aborted when the sandbox closes. */
  readonly closing: AbortSignal;
}

/** A call on its way through the gate. */
interface Passage {
  readonly raw: ServerResponse;
  readonly operation: Operation;
  /** The request's body as it came. */
  readonly body: () => string;
  readonly handle: () => Answer | Promise<Answer>;
  readonly settle: (settlement: Settlement) => void;
}

/**
 * The door that every platform call goes through. The handler is the commit: faults fall before or after it, and the
 * journal is settled before the first byte leaves, so that a client that has its answer finds the call settled.
 */
export function createGate(parts: GateParts): Gate {
  return {
    now: () => parts.clock.now(),
    async answer(request, reply, operation, handle) {
      reply.hijack();
      const settle = parts.journal.open(operation, parts.clock.now());
      const passage = { raw: reply.raw, operation, body: () => bodyText(request), handle, settle };
      try {
        await pass(passage, parts);
      } catch (error) {
        if (!parts.closing.aborted) breakDown(passage, error);
      }
    },
  };
}

async function pass(passage: Passage, parts: GateParts): Promise<void> {
  const ending = await suffer(passage, parts);
  if (ending) return end(passage, ending, parts);
  const answer = await passage.handle();
  const outcome = answer.refused ? 'refused' : 'ok';
  passage.settle({ outcome, status: answer.status, reason: answer.reason });
  wire.send(passage.raw, answer);
}

/** Applies the faults that let the call pass; returns the one that ends it, if any. */
async function suffer({ operation, body }: Passage, parts: GateParts): Promise<EndingFault | undefined> {
  for (const fault of parts.faults.strike(operation, body)) {
    if (!letsPass(fault)) return fault;
    if (fault.kind === 'latency') await wire.pause(fault.milliseconds, parts.closing);
    else platformOf(operation, parts).expireSessions();
  }
  return undefined;
}

async function end(passage: Passage, fault: EndingFault, parts: GateParts): Promise<void> {
  const { raw } = passage;
  const outcome = `fault:${fault.kind}`;
  const committed = commits(fault) ? await passage.handle() : undefined;
  const answer = answerUnder(fault, committed, passage.operation, parts);
  passage.settle({ outcome, status: answer?.status ?? null, reason: committed?.reason });
  if (fault.kind === 'slow-body' && answer)
    return wire.sendSlowly(raw, answer, fault.milliseconds, parts.closing);
  if (fault.kind === 'half-body' && answer) return wire.sendHalf(raw, answer);
  if (answer) return wire.send(raw, answer);
  if (fault.kind === 'timeout-before-commit' || fault.kind === 'timeout-after-commit')
    return wire.hold(raw, fault.milliseconds, parts.closing);
  wire.reset(raw);
}

function commits(fault: EndingFault): boolean {
  if (fault.kind === 'status' || fault.kind === 'answer') return fault.after;
  return !['timeout-before-commit', 'reset-before-commit', 'throttle'].includes(fault.kind);
}

/** What the client gets to see; nothing for a time-out or a reset. */
function answerUnder(
  fault: EndingFault,
  committed: Answer | undefined,
  operation: Operation,
  parts: GateParts,
): Answer | undefined {
  if (fault.kind === 'status') return { status: fault.status, body: fault.body ?? '' };
  if (fault.kind === 'throttle') return platformOf(operation, parts).throttleAnswer(operation);
  if (fault.kind === 'half-body' || fault.kind === 'slow-body') return committed;
  if (fault.kind !== 'answer') return undefined;
  const headers = fault.contentType === undefined ? {} : { 'Content-Type': fault.contentType };
  return { status: fault.status, headers, body: fault.body };
}

function platformOf(operation: Operation, { platforms }: GateParts): Platform {
  const platform = platforms.find(({ name }) => name === operation.platform);
  if (!platform) throw new Error(`No platform "${operation.platform}" in this sandbox`);
  return platform;
}

/** A handler threw: a bug of the sandbox, which must not look like an answer of the platform. */
function breakDown({ raw, operation, settle }: Passage, error: unknown): void {
  process.stderr.write(
    `Sandbox: ${operation.platform} ${operation.operation} failed: ${(error as Error).stack}\n`,
  );
  settle({ outcome: 'error', status: 500 });
  if (raw.headersSent) raw.destroy();
  else wire.send(raw, { status: 500, body: { error: `Sandbox failure: ${(error as Error).message}` } });
}
