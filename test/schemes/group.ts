import type { Notification } from '../../src/contract/alerts';
import type { ScriptedServer } from '../connectors/scripted-server';

/** A group behind a webhook of the format `json`: what it was told, each message once although one may come twice. */
export class Group {
  constructor(readonly server: ScriptedServer) {}

  told(): Notification[] {
    const bodies = new Set(this.server.seen.map(({ body }) => body));
    return [...bodies].flatMap((body) => (JSON.parse(body) as { alerts: Notification[] }).alerts);
  }

  /** State and kind of each. */
  words(): string[] {
    return this.told().map(({ state, kind }) => `${state} ${kind}`);
  }

  heard(...wanted: readonly string[]): boolean {
    return wanted.every((word) => this.words().includes(word));
  }
}
