import type { FastifyInstance } from 'fastify';
import type { Answer, Gate, Operation } from '../platform';
import { failureAnswer, successAnswer } from './answer';
import { businessParameters, callOf, type Call } from './call';
import { admit, countCall } from './checks';
import type { Customer } from './customer';
import { lookUpDistributor } from './look-up';
import { Refusal, texts } from './refusal';
import type { GreatonceSwitches } from './switches';
import { syncDistributor } from './sync';

/** The name under which the frame knows this platform. */
export const platformName = 'greatonce';
/** Customers' gateways of today, and of 2018 and 2019 (page §1). */
export const paths = ['/api/api.do', '/api.do'];

/** What a method does with the business parameters; it gives what its answer holds beside the usual members. */
type Method = (customer: Customer, members: Record<string, unknown>) => object | void;

/** The published methods that write, by the name that the query gives. */
const writes: Readonly<Record<string, Method>> = { 'greatonce.distributor.single.sync': syncDistributor };

function methodOf(name: string, { switches }: Customer): Method | undefined {
  if (Object.hasOwn(writes, name)) return writes[name];
  return name !== '' && name === switches.values().lookUpMethod ? lookUpDistributor : undefined;
}

/** Adds the gateway at both paths: system parameters in the query, one JSON object as the body (page §1). */
export function registerGateway(app: FastifyInstance, gate: Gate, customer: Customer): void {
  for (const path of paths)
    app.post(path, async (request, reply) => {
      const call = callOf(request);
      await gate.answer(request, reply, operationOf(call, customer), () => answerCall(call, customer));
    });
}

function answerCall(call: Call, customer: Customer): Answer {
  const { path } = customer.switches.values();
  if (path !== 'both' && path !== call.path)
    return { status: 404, body: '', refused: true, reason: 'HTTP 404' };
  try {
    const found = run(call, customer);
    return successAnswer(customer.switches.values(), found ?? {});
  } catch (error) {
    if (error instanceof Refusal) return failureAnswer(error, customer.switches.values());
    throw error;
  }
}

function run(call: Call, customer: Customer): object | void {
  admit(call, customer);
  const name = call.parameters.get('method') ?? '';
  const method = methodOf(name, customer);
  if (!method) throw new Refusal(texts.noMethod(name));
  countCall(customer);
  return method(customer, businessParameters(call, customer.switches.values()));
}

function operationOf(call: Call, { switches }: Customer): Operation {
  const operation = call.parameters.get('method') || 'none';
  const write = Object.hasOwn(writes, operation);
  return { platform: platformName, operation, write, summary: summaryOf(call, switches.values()) };
}

/** What the journal notes: the record's key, never its contact. */
function summaryOf(call: Call, switches: GreatonceSwitches): Record<string, unknown> {
  try {
    const { actionType, ...members } = businessParameters(call, switches);
    return { actionType, distributorCode: members.distributorCode ?? members[switches.lookUpParameter] };
  } catch {
    return {};
  }
}
