import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal as JushuitanRefusal } from '../jushuitan/refusal';
import type { Answer, Gate } from '../platform';
import { bodyText, fieldsOf } from '../request';
import { runChecks, type Fields } from './checks';
import { platformName, type Gateway } from './gateway';
import { countCall, permittedMethod } from './methods';
import { failureAnswer, Refusal } from './refusal';
import { answerText } from './shape';
import { xmlOf } from './xml';

/** Path of the gateway; the test environment beside it answers alike. */
export const routerPath = '/router/qm';
const paths = [routerPath, '/router/qmtest'];

/** Business parameters that the journal notes; order numbers are not among them. */
const noted = ['page_index', 'page_size', 'start_time', 'end_time', 'date_type', 'status', 'start_ts'];

/**
 * Adds the gateway: system and business parameters together, flat, as form fields (page §5.1); where the switch allows it
 * also in the address, all of them in a GET.
 */
export function registerRouter(app: FastifyInstance, gate: Gate, gateway: Gateway): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const fields = fieldsOfCall(request, gateway);
    const operation = fields.get('method') || 'none';
    const call = { platform: platformName, operation, write: false, summary: summaryOf(fields) };
    await gate.answer(request, reply, call, () =>
      inFormat(answerCall(gateway, fields, operation), fields, gateway),
    );
  };
  for (const url of paths) app.route({ method: ['GET', 'POST'], url, handler: answer });
}

/** What the body says counts before what the address says. */
function fieldsOfCall(request: FastifyRequest, { switches }: Gateway): Fields {
  const body = fieldsOf(bodyText(request));
  if (switches.values().callForm === 'form') return body;
  return new Map([...fieldsOf(request.url.split('?')[1] ?? ''), ...body]);
}

function inFormat(answer: Answer, fields: Fields, { switches }: Gateway): Answer {
  const { format } = switches.values();
  const isXml = format === 'xml' || (format === 'as-asked' && fields.get('format') !== 'json');
  if (!isXml) return answer;
  const body: unknown = typeof answer.body === 'string' ? JSON.parse(answer.body) : answer.body;
  return { ...answer, headers: { 'Content-Type': 'text/xml;charset=utf-8' }, body: xmlOf(body) };
}

function answerCall(gateway: Gateway, fields: Fields, operation: string): Answer {
  const requestId = gateway.nextRequestId();
  try {
    return successAnswer(gateway, businessAnswer(gateway, fields, operation), requestId);
  } catch (error) {
    if (error instanceof Refusal || error instanceof JushuitanRefusal)
      return failureAnswer(error, gateway.switches.values(), requestId);
    throw error;
  }
}

function businessAnswer(gateway: Gateway, fields: Fields, operation: string): object {
  runChecks(fields, gateway);
  const method = permittedMethod(gateway, operation);
  countCall(gateway);
  return method(gateway, fields);
}

function successAnswer({ switches }: Gateway, page: object, request_id: string): Answer {
  const { successWords, rowVersion } = switches.values();
  const words = successWords ? { flag: 'success', code: 0, message: '', request_id } : {};
  return { status: 200, body: answerText({ response: { ...words, ...page } }, rowVersion) };
}

function summaryOf(fields: Fields): Record<string, unknown> {
  return Object.fromEntries([...fields].filter(([name]) => noted.includes(name)));
}
