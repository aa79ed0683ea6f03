import type { FastifyInstance } from 'fastify';
import type { Answer, Gate, Operation } from '../platform';
import { bodyText } from '../request';
import { reset } from '../wire';
import { failureAnswer, successAnswer, tooManyRequests, type ListPage } from './answer';
import { admit, countCall } from './checks';
import { Refusal } from './refusal';
import { businessMembers, readRequest, systemMember, type ErpRequest } from './request';
import { shopGet } from './shop-get';
import type { Tenant } from './tenant';

/** The name under which the frame knows this platform. */
export const platformName = 'guanyi';
/** The one address of all methods (page §1). */
export const path = '/rest/erp_open';

/** The business methods, by the name that the body gives. */
const methods: Readonly<Record<string, (tenant: Tenant, members: Record<string, unknown>) => ListPage>> = {
  'gy.erp.shop.get': shopGet,
};

/** Adds `POST /rest/erp_open`: signed JSON, the method named in the body (page §2). */
export function registerGateway(app: FastifyInstance, gate: Gate, tenant: Tenant): void {
  app.post(path, async (request, reply) => {
    const body = bodyText(request);
    const operation = operationOf(body);
    await gate.answer(request, reply, operation, () => {
      const answer = answerCall(tenant, body, operation.operation);
      if (answer === 'drop') reset(reply.raw);
      return answer === 'drop' ? throttleAnswer(tenant, operation) : answer;
    });
  });
}

function answerCall(tenant: Tenant, body: string, operation: string): Answer | 'drop' {
  const { switches } = tenant;
  try {
    const request = readRequest(body);
    return successAnswer(operation, run(tenant, request), switches.values());
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.reason !== 'tooFast') return failureAnswer(error, named(operation), switches.values());
    return switches.values().throttleStyle === 'drop' ? 'drop' : throttleAnswer(tenant, { operation });
  }
}

// Which check comes first is not documented.
function run(tenant: Tenant, request: ErpRequest): ListPage {
  admit(request, tenant);
  const name = systemMember(request, 'method');
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) throw new Refusal('badMethod', name);
  countCall(tenant);
  return method(tenant, businessMembers(request));
}

/** The answer to a call too many. An answer cannot cut a connection: then the envelope stands for it. */
export function throttleAnswer({ switches }: Tenant, called?: Pick<Operation, 'operation'>): Answer {
  const values = switches.values();
  if (values.throttleStyle === 'http-429') return tooManyRequests();
  return failureAnswer(new Refusal('tooFast'), named(called?.operation), values);
}

const noMethod = 'none';

/** The method as the envelope echoes it. */
function named(operation = noMethod): string {
  return operation === noMethod ? '' : operation;
}

const noted = ['page_no', 'page_size', 'modify_start_date', 'modify_end_date', 'code'];

function operationOf(body: string): Operation {
  const call = { platform: platformName, operation: noMethod, write: false, summary: {} };
  try {
    const { members } = readRequest(body);
    const operation = typeof members.method === 'string' && members.method ? members.method : noMethod;
    const summary = noted.filter((name) => name in members).map((name) => [name, members[name]]);
    return { ...call, operation, summary: Object.fromEntries(summary) };
  } catch {
    return call;
  }
}
