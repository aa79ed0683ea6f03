import { bytesOf } from '../given';
import type { Request } from './requests';

/** What is asked beyond these has to be asked again: they are handed on to a continuation, which takes 2 MB. */
const MOST = { requests: 10, bytes: 800_000 } as const;

/** What a repair was asked and has not done. */
export class Inbox {
  private readonly requests: Request[];

  constructor(from: readonly Request[] = []) {
    this.requests = [...from];
  }

  get isEmpty(): boolean {
    return this.requests.length === 0;
  }

  /** Takes a request that says nothing but its kind: one of a kind is enough. */
  once(request: Request): void {
    if (!this.requests.some(({ kind }) => kind === request.kind)) this.requests.push(request);
  }

  /** Takes a request. @returns why it is refused, where it is */
  add(request: Request): string | undefined {
    const isFull = this.requests.length >= MOST.requests || bytesOf([...this.requests, request]) > MOST.bytes;
    if (isFull) return `${request.kind} refused: too much is asked already / 待处理请求过多`;
    this.requests.push(request);
    return undefined;
  }

  /** The oldest, which is then no longer here. */
  take(): Request | undefined {
    return this.requests.shift();
  }

  snapshot(): readonly Request[] {
    return [...this.requests];
  }
}
