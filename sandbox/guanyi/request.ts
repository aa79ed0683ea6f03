import { Refusal } from './refusal';

/** A call's body: one JSON object with system and business members side by side (page §2). */
export interface ErpRequest {
  /** The JSON text, percent-decoded where it came percent-encoded. */
  readonly text: string;
  readonly members: Readonly<Record<string, unknown>>;
}

/** Reads a body, raw or as a whole percent-encoded with `+` for blanks (page §1). Throws a Refusal for any other. */
export function readRequest(body: string): ErpRequest {
  try {
    const text = body.trimStart().startsWith('{') ? body : decodeURIComponent(body.replaceAll('+', ' '));
    const members: unknown = JSON.parse(text);
    if (typeof members === 'object' && members !== null && !Array.isArray(members))
      return { text, members: members as ErpRequest['members'] };
  } catch {
    // Neither JSON nor percent-encoded JSON: refused below.
  }
  throw new Refusal('badBody');
}

const systemMembers = ['appkey', 'sessionkey', 'method', 'sign'];

/** The business members of a request. */
export function businessMembers({ members }: ErpRequest): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !systemMembers.includes(name)));
}

/** The system member of that name. Throws a Refusal unless it is a text. */
export function systemMember({ members }: ErpRequest, name: string): string {
  const value = members[name];
  if (typeof value !== 'string' || value === '') throw new Refusal('missingMember', name);
  return value;
}
