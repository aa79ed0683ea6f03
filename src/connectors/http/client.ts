import { Agent, request as send, type Dispatcher } from 'undici';
import { HTTP_TIMEOUTS_MS } from '../../contract/policies';
import { deadlineCode, toFault, Undecodable, undecodable } from './faults';

/** One request without a body. */
export interface HttpQuery {
  /** Appended to the base address's path; may be empty. */
  readonly path: string;
  /** Ready encoded, without `?`. */
  readonly query?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Ends the request at once, wherever it stands. */
  readonly signal: AbortSignal;
}

/** One request with a body. */
export interface HttpRequest extends HttpQuery {
  /** Sent as UTF-8. */
  readonly body: string;
}

/** An answer as it came, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names; a header sent several times is a list. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The whole body; never with characters that stand for bytes which could not be read, unless the status is an error. */
  readonly text: string;
}

/** Where a platform listens and how long to wait for it. */
export interface HttpSettings {
  /** Scheme, host, port and the path that every request path is appended to; no query. */
  readonly baseUrl: string;
  /** Time to a ready connection, TLS included, in ms; default 5,000. */
  readonly connectTimeoutMs?: number | undefined;
  /** Time from the request to the answer's headers, in ms; default 60,000. */
  readonly headersTimeoutMs?: number | undefined;
  /** Longest silence within the answer's body, in ms; default 60,000. */
  readonly bodyTimeoutMs?: number | undefined;
  /** Longest time for a whole exchange, waiting for a connection included, in ms; default 300,000. */
  readonly totalTimeoutMs?: number | undefined;
  /** Longest accepted answer body, in bytes; default 16 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /** Read bytes that are no text as replacement characters: where nothing of the answers is handed on. */
  readonly lenientText?: boolean | undefined;
  /** Connections kept at most, further requests wait their turn; default 8. */
  readonly connections?: number | undefined;
}

/** How far a request has come; it travels with the request as its `opaque`. */
interface Progress {
  sent: boolean;
  answered: boolean;
}

/** Notes the moment at which a request is handed to a ready connection: before it, nothing has left this host. */
const noticingSend: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
  const { opaque: progress } = options as Dispatcher.RequestOptions<Progress>;
  const start = handler.onRequestStart?.bind(handler);
  handler.onRequestStart = (controller, context) => {
    if (progress) progress.sent = true;
    start?.(controller, context);
  };
  return dispatch(options, handler);
};

/**
 * Sends requests to one base address over a bounded pool of kept-alive HTTP/1.1 connections. Certificates are verified;
 * redirects are answers like any other; nothing is ever sent twice.
 */
export class HttpClient {
  private readonly base: URL;
  private readonly agent: Agent;
  private readonly dispatcher: Dispatcher;
  private readonly totalTimeoutMs: number;
  private readonly lenient: boolean;

  /** @throws TypeError for a base address that is no URL */
  constructor(settings: HttpSettings) {
    this.base = new URL(settings.baseUrl);
    this.lenient = settings.lenientText ?? false;
    this.agent = new Agent({
      allowH2: false,
      pipelining: 1,
      connections: settings.connections ?? 8,
      connect: { timeout: settings.connectTimeoutMs ?? HTTP_TIMEOUTS_MS.connect },
      headersTimeout: settings.headersTimeoutMs ?? HTTP_TIMEOUTS_MS.headers,
      bodyTimeout: settings.bodyTimeoutMs ?? HTTP_TIMEOUTS_MS.body,
      maxResponseSize: settings.maxBodyBytes ?? 16 * 1024 * 1024,
    });
    this.dispatcher = this.agent.compose(noticingSend);
    this.totalTimeoutMs = settings.totalTimeoutMs ?? HTTP_TIMEOUTS_MS.total;
  }

  /**
   * Posts a body and reads the whole answer, error statuses included.
   * @throws TransportFault when no complete answer came; the signal's own reason when the caller aborted
   */
  post(request: HttpRequest): Promise<HttpAnswer> {
    return this.exchange('POST', request, request.body);
  }

  /** Sends a request without a body and reads the whole answer. @throws as {@link HttpClient.post} */
  get(request: HttpQuery): Promise<HttpAnswer> {
    return this.exchange('GET', request, null);
  }

  /** Ends all connections; requests in flight fail. */
  close(): Promise<void> {
    return this.agent.destroy();
  }

  private async exchange(
    method: 'GET' | 'POST',
    request: HttpQuery,
    body: string | null,
  ): Promise<HttpAnswer> {
    const progress: Progress = { sent: false, answered: false };
    const deadline = new Deadline(this.totalTimeoutMs);
    try {
      const answer = await send(this.urlOf(request), {
        dispatcher: this.dispatcher,
        opaque: progress,
        method,
        body,
        headers: { ...request.headers },
        signal: AbortSignal.any([request.signal, deadline.signal]),
      });
      progress.answered = true;
      const { statusCode: status, headers } = answer;
      const bytes = await answer.body.bytes();
      // An error page may be of any character set: its status says what counts.
      const fatal = !this.lenient && status >= 200 && status < 300;
      return { status, headers, text: textOf({ headers, bytes }, fatal) };
    } catch (error) {
      request.signal.throwIfAborted();
      if (error instanceof Undecodable) throw undecodable(error, this.base.host);
      throw toFault(deadline.signal.aborted ? deadline.signal.reason : error, this.base.host, progress);
    } finally {
      deadline.clear();
    }
  }

  private urlOf({ path, query }: HttpQuery): URL {
    const url = new URL(this.base);
    if (path !== '') url.pathname = `${url.pathname.replace(/\/$/, '')}/${path.replace(/^\//, '')}`;
    url.search = query ?? '';
    return url;
  }
}

/** An answer's body with what says how to read it. */
export interface Encoded {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Uint8Array;
}

/** Of what a content-type declares these are believed; JSON is UTF-8, and a server's default of ISO-8859-1 is no statement. */
const believed: ReadonlySet<string> = new Set(['gbk', 'gb18030', 'big5', 'utf-16le', 'utf-16be']);

/**
 * The text of a body.
 * @param fatal whether bytes that are no text are a fault; otherwise they become replacement characters
 * @throws Undecodable
 */
export function textOf({ headers, bytes }: Encoded, fatal: boolean): string {
  const charset = charsetOf(String(headers['content-type'] ?? ''));
  try {
    return new TextDecoder(charset, { fatal }).decode(bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new Undecodable(charset.toUpperCase());
  }
}

function charsetOf(contentType: string): string {
  const [, declared = 'utf-8'] = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType) ?? [];
  try {
    const { encoding } = new TextDecoder(declared);
    return believed.has(encoding) ? encoding : 'utf-8';
  } catch (error) {
    if (error instanceof RangeError || (error as NodeJS.ErrnoException).code === 'ERR_ENCODING_NOT_SUPPORTED')
      return 'utf-8';
    throw error;
  }
}

/** Aborts its signal after so many milliseconds, unless it is cleared before. */
class Deadline {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(milliseconds: number) {
    const reason = Object.assign(new Error('the time for the whole exchange is over'), {
      code: deadlineCode,
    });
    this.#timer = setTimeout(() => this.#controller.abort(reason), milliseconds);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}
