import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from '../../platform';
import { identify, NotYetOpen } from '../auth/caller';
import { openSession, sessionCookies } from '../auth/login';
import type { Session } from '../auth/sessions';
import { msgCode, Refusal, type Fault } from '../envelopes/refusal';
import { bareFailure, printFailure, printResult } from '../envelopes/shape';
import { texts } from '../envelopes/texts';
import type { FormOperation, Outcome } from '../operations/table';
import type { World } from '../world';
import type { Body } from './body';
import { Data } from './data';
import { isTask, startTask } from './tasks';

/** A request to a form operation. */
export interface FormCall {
  readonly operation: FormOperation;
  readonly body: Body;
  readonly headers: IncomingHttpHeaders;
  /** Request path without a query: it is signed. */
  readonly path: string;
}

/** Checks who calls, runs the operation and prints its answer: business failures are HTTP 200. */
export function dispatch(call: FormCall, world: World): Answer {
  try {
    const identity = identify(call.headers, call.path, world);
    if ('answer' in identity) return identity.answer;
    return withCookies(run(call, identity.session, world), identity, world);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const answer = refused(error.faults, call, world);
    return error instanceof NotYetOpen ? { ...answer, headers: sessionCookies(error.session) } : answer;
  }
}

/** Some sites offer a new session with every answer. */
function withCookies(
  answer: Answer,
  { session, fresh }: { session: Session; fresh: boolean },
  world: World,
): Answer {
  const offersAnother = world.switches.values().setCookie === 'every-answer' && !fresh;
  if (!fresh && !offersAnother) return answer;
  const offered = fresh ? session : openSession(session.userName, session.organizationId, world);
  return { ...answer, headers: sessionCookies(offered) };
}

/** Counts down the calls that find the site busy. Throws the refusal of such a call. */
function refuseBusy({ switches }: World): void {
  const { busyCalls, busyText } = switches.values();
  if (busyCalls === 0) return;
  switches.set({ busyCalls: busyCalls - 1 });
  throw Refusal.of(msgCode.default, busyText);
}

function run(call: FormCall, caller: Session, world: World): Answer {
  try {
    return finished(call, caller, world);
  } catch (error) {
    if (error instanceof Refusal) return refused(error.faults, call, world);
    throw error;
  }
}

function finished({ operation, body }: FormCall, caller: Session, world: World): Answer {
  const parameter = (name: 'formid' | 'opnumber') =>
    operation.takes.includes(name) ? body.text(name, operation.takes.indexOf(name)) : '';
  const [formId, opNumber] = [parameter('formid'), parameter('opnumber')];
  refuseBusy(world);
  refuseForbidden(operation, formId, world);
  const data = readData(operation, body, world);
  const result = operation.run({ world, caller, formId, opNumber, data });
  const printed = printResult(result, operation, world.switches.values());
  return { status: 200, body: isTask(body) ? startTask(printed, world) : printed, ...journalFacts(result) };
}

function readData({ name, takes }: FormOperation, body: Body, { switches }: World): Data {
  const [payload = 'data', position] = [takes.at(-1), takes.length - 1];
  const needsText = name === 'ExecuteBillQuery' && switches.values().queryDataObject === 'refuse';
  const data =
    needsText && typeof body.get(payload, position) !== 'string' ? undefined : body.object(payload, position);
  if (data === undefined) throw Refusal.of(msgCode.parameter, texts.dataMissing);
  return new Data(data);
}

function refuseForbidden({ write, label }: FormOperation, formId: string, { switches, store }: World): void {
  const { permissions } = switches.values();
  if (permissions === 'not-allowed') throw Refusal.of(msgCode.validation, texts.notAllowed);
  if (permissions === 'read-only' && write)
    throw Refusal.of(msgCode.noPermission, texts.noPermission(store.table(formId).form.label, label));
}

function refused(faults: readonly Fault[], { operation, body }: FormCall, world: World): Answer {
  const [first] = faults;
  const facts = { refused: true, ...(first === undefined ? {} : { reason: first.message }) };
  const switches = world.switches.values();
  const lost =
    first?.code === msgCode.sessionLost &&
    operation.name === 'View' &&
    switches.viewWithoutSession === 'empty';
  if (lost) return { status: 200, body: {}, ...facts };
  if (switches.failureForm !== 'envelope' && first !== undefined)
    return { status: 200, body: bareFailure(first.message, switches.failureForm), ...facts };
  const columns = new Data(body.object('data', 0) ?? {}).text('FieldKeys').split(',').length;
  return { status: 200, body: printFailure(faults, operation, switches, columns), ...facts };
}

function journalFacts(result: Outcome): { refused?: boolean; reason?: string } {
  const errors = 'Result' in result ? (result.Result.ResponseStatus.Errors ?? []) : [];
  return errors[0] === undefined ? {} : { refused: true, reason: errors[0].Message };
}
