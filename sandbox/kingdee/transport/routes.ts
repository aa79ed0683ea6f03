import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Answer, Gate, Operation } from '../../platform';
import { liveSession } from '../auth/caller';
import type { LockBook } from '../auth/locks';
import { login, loginMethods } from '../auth/login';
import { account } from '../credentials';
import { findOperation } from '../operations/table';
import type { World } from '../world';
import { parseBody, UnreadableBody, type Body } from './body';
import { dispatch } from './dispatch';
import { unknownOperation } from './unknown';
import { summary } from './summary';

/** A service call, as the URL names it, and what it is answered by. */
interface Service {
  readonly operation: string;
  readonly write: boolean;
  answer(body: Body, request: FastifyRequest): Answer;
}

const suffix = '.common.kdsvc';
const formService = 'kingdee.bos.webapi.servicesstub.dynamicformservice.';
const authService = 'kingdee.bos.webapi.servicesstub.authservice.';
const dataCenters = 'kingdee.bos.servicefacade.servicesstub.account.accountservice.getdatacenterlist';
const forbidden: Answer = { status: 403, headers: { 'Content-Type': 'text/html' }, body: '', refused: true };
const page = '<!DOCTYPE html><html lang="zh-CN"><head><title>金蝶云星空</title></head><body></body></html>';

/** The service stubs of the site: `POST /k3cloud/<service>.common.kdsvc`, in any case. */
export class Services {
  constructor(
    private readonly world: World,
    private readonly locks: LockBook,
  ) {}

  /** Adds the routes. Paths that name no service are answered with 403 and an empty body. */
  register(app: FastifyInstance, gate: Gate): void {
    const root = { platform: 'kingdee', operation: 'site root', write: false, summary: {} };
    const site = () => ({ status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: page });
    for (const url of ['/k3cloud', '/k3cloud/'])
      app.get(url, (request, reply) => gate.answer(request, reply, root, site));
    app.post('/k3cloud/:service', (request, reply) => this.#answer(gate, request, reply));
    const nowhere = (request: FastifyRequest, reply: FastifyReply) =>
      gate.answer(request, reply, { ...root, operation: 'wrong path' }, () => forbidden);
    app.all('/k3cloud/*', nowhere);
    app.all('/:service(^[kK]ingdee\\..+)', nowhere);
  }

  #answer(gate: Gate, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { service: path = '' } = request.params as { service?: string };
    const service = this.#find(path);
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const body = readBody(bytes, request.headers['content-type'] ?? '');
    const facts = body instanceof UnreadableBody ? {} : summary(body, service?.operation ?? '');
    const operation: Operation = {
      platform: 'kingdee',
      operation: service?.operation ?? path,
      write: service?.write ?? false,
      summary: facts,
    };
    return gate.answer(request, reply, operation, () => {
      if (service === undefined) return forbidden;
      if (body instanceof UnreadableBody) return unreadable(body);
      return service.answer(body, request);
    });
  }

  #find(path: string): Service | undefined {
    const lower = path.toLowerCase();
    if (!lower.endsWith(suffix)) return undefined;
    const name = lower.slice(0, -suffix.length);
    if (name === dataCenters) return this.#dataCenters();
    if (name.startsWith(authService)) return this.#auth(name.slice(authService.length));
    if (name.startsWith(formService)) return this.#form(path.slice(formService.length, -suffix.length));
    return undefined;
  }

  #form(name: string): Service {
    const operation = findOperation(name) ?? unknownOperation(name);
    const answer = (body: Body, { headers, url }: FastifyRequest) =>
      dispatch({ operation, body, headers, path: url.split('?')[0] ?? '' }, this.world);
    return { operation: operation.name, write: operation.write, answer };
  }

  #auth(name: string): Service | undefined {
    if (name === 'logout')
      return { operation: 'Logout', write: false, answer: (_body, request) => this.#logout(request) };
    const method = loginMethods.find((one) => one.toLowerCase() === name);
    if (method === undefined) return undefined;
    return { operation: method, write: false, answer: (body) => login(method, body, this.world, this.locks) };
  }

  #logout({ headers }: FastifyRequest): Answer {
    const session = liveSession(headers, this.world);
    if (session !== undefined) this.world.sessions.close(session.id);
    return { status: 200, body: true };
  }

  #dataCenters(): Service {
    const { acctId, dataCenterNumber, dataCenterName } = account;
    const list = [{ Id: acctId, Number: dataCenterNumber, Name: dataCenterName }];
    return { operation: 'GetDataCenterList', write: false, answer: () => ({ status: 200, body: list }) };
  }
}

function readBody(bytes: Buffer, contentType: string): Body | UnreadableBody {
  try {
    return parseBody(bytes, contentType);
  } catch (error) {
    if (error instanceof UnreadableBody) return error;
    throw error;
  }
}

function unreadable({ message }: UnreadableBody): Answer {
  return {
    status: 500,
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    body: message,
    refused: true,
    reason: message,
  };
}
