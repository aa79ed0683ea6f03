/** A merchant's grant: the token pair that is valid now, and until when. */
export class Grant {
  #generation = 1;
  #issuedAt = new Date(0);
  #ended = false;

  /** `lifetimeSeconds` is asked on every use, so that a changed switch counts at once. */
  constructor(
    private readonly name: string,
    private readonly lifetimeSeconds: () => number,
  ) {}

  get accessToken(): string {
    return this.#numbered(`${this.name}-token`);
  }

  get refreshToken(): string {
    return this.#numbered(`${this.name}-refresh-token`);
  }

  /** When the access token ends, unless it was ended before. */
  get expiresAt(): Date {
    return new Date(this.#issuedAt.getTime() + this.lifetimeSeconds() * 1000);
  }

  isLive(now: Date): boolean {
    return !this.#ended && now < this.expiresAt;
  }

  /** Back to the first token pair, valid from now. */
  reset(now: Date): void {
    this.#generation = 0;
    this.renew(now, true);
  }

  /** A full lifetime from now, with new values or the same ones. Old values end at once. */
  renew(now: Date, withNewValues: boolean): void {
    if (withNewValues) this.#generation += 1;
    this.#issuedAt = now;
    this.#ended = false;
  }

  /** Ends the grant's tokens before their time. */
  expire(): void {
    this.#ended = true;
  }

  #numbered(name: string): string {
    return this.#generation === 1 ? name : `${name}-${this.#generation}`;
  }
}
