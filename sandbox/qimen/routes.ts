import type { FastifyInstance } from 'fastify';
import { Refusal as JushuitanRefusal } from '../jushuitan/refusal';
import type { Answer, Gate } from '../platform';
import { bodyText, fieldsOf } from '../request';
import { runChecks, type Fields } from './checks';
import { platformName, type Gateway } from './gateway';
import { countCall, permittedMethod } from './methods';
import { failureAnswer, Refusal } from './refusal';
import { answerText } from './shape';

/** Path of the gateway; the test environment beside it answers alike. */
export const routerPath = '/router/qm';
const paths = [routerPath, '/router/qmtest'];

/** Business parameters that the journal notes; order numbers are not among them. */
const noted = ['page_index', 'page_size', 'start_time', 'end_time', 'date_type', 'status', 'start_ts'];

/** Adds the gateway: system and business parameters together, flat, as form fields (page §5.1). */
export function registerRouter(app: FastifyInstance, gate: Gate, gateway: Gateway): void {
  for (const path of paths)
    app.post(path, async (request, reply) => {
      const fields = fieldsOf(bodyText(request));
      const operation = fields.get('method') || 'none';
      const call = { platform: platformName, operation, write: false, summary: summaryOf(fields) };
      await gate.answer(request, reply, call, () => answerCall(gateway, fields, operation));
    });
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
