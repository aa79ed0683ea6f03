import type { FastifyInstance } from 'fastify';
import type { Answer, Gate, Operation } from '../platform';
import { failureAnswer, successAnswer } from './answer';
import { businessParameters, callOf, type Call } from './call';
import { admit, countCall } from './checks';
import type { Customer } from './customer';
import { Refusal, texts } from './refusal';
import { syncDistributor } from './sync';

/** The name under which the frame knows this platform. */
export const platformName = 'greatonce';
/** Customers' gateways of today, and of 2018 and 2019 (page §1). */
export const paths = ['/api/api.do', '/api.do'];

/** The business methods, by the name that the query gives. */
const methods: Readonly<Record<string, (customer: Customer, members: Record<string, unknown>) => void>> = {
  'greatonce.distributor.single.sync': syncDistributor,
};

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
    run(call, customer);
    return successAnswer(customer.switches.values());
  } catch (error) {
    if (error instanceof Refusal) return failureAnswer(error, customer.switches.values());
    throw error;
  }
}

function run(call: Call, customer: Customer): void {
  admit(call, customer);
  const name = call.parameters.get('method') ?? '';
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) throw new Refusal(texts.noMethod(name));
  countCall(customer);
  method(customer, businessParameters(call, customer.switches.values()));
}

function operationOf(call: Call, { switches }: Customer): Operation {
  const operation = call.parameters.get('method') || 'none';
  const write = Object.hasOwn(methods, operation);
  return {
    platform: platformName,
    operation,
    write,
    summary: summaryOf(call, switches.values().bodyWrapper),
  };
}

/** What the journal notes: the record's key, never its contact. */
function summaryOf(call: Call, bodyWrapper: string): Record<string, unknown> {
  try {
    const { actionType, distributorCode } = businessParameters(call, { bodyWrapper });
    return { actionType, distributorCode };
  } catch {
    return {};
  }
}
