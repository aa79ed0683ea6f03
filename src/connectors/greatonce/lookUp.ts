import type { DocumentKey } from '../../contract/document';
import type { Call, TargetDocument } from '../connector';
import { z } from 'zod';
import { unreadableKey } from '../alone';
import { Misconfigured, ProtocolViolation } from '../errors';
import type { GreatonceClient } from './client';
import { inLanes } from './lanes';
import { saysOneOf } from './refusals';
import type { GreatonceSettings } from './settings';

type Found = TargetDocument & DocumentKey;

/**
 * Finds distributors by code with the method that the connection names, one call a code. What is found is done: there is
 * nothing to submit or audit, so its state is `audited`.
 * @throws Misconfigured without `lookUpMethod`; ProtocolViolation when the method refuses or answers without its list;
 * a refusal may be about the one code
 */
export async function lookUpDistributors(
  client: GreatonceClient,
  settings: GreatonceSettings,
  codes: readonly string[],
  fields: readonly string[],
  call: Call,
): Promise<Found[]> {
  const find = finder(client, settings, fields, call);
  const { results, failure } = await inLanes([...new Set(codes)], settings.concurrency, find);
  if (failure) throw failure;
  return results.flat();
}

function finder(
  client: GreatonceClient,
  { lookUpMethod }: GreatonceSettings,
  fields: readonly string[],
  call: Call,
): (code: string) => Promise<Found[]> {
  if (!lookUpMethod) {
    const details = { platform: 'greatonce', operation: 'lookUp' };
    throw new Misconfigured('no query for distributors is published: set lookUpMethod', details);
  }
  const { method, parameter, list, code: codeMember, absentTexts } = lookUpMethod;
  return async (code) => {
    const answer = await client.call(method, 'read', { [parameter]: code }, call);
    const { success, message, body } = answer;
    if (!success && saysOneOf(answer, absentTexts)) return [];
    const { data } = z
      .array(z.record(z.string(), z.unknown()))
      .safeParse(body[list] ?? (success ? [] : null));
    if (!success || !data) {
      const details = { platform: 'greatonce', operation: method, platformMessage: message };
      if (success) throw new ProtocolViolation(`${list} is no list`, details, '');
      throw new ProtocolViolation(
        `refused: ${message}`,
        { ...details, whenAlone: unreadableKey(message) },
        '',
      );
    }
    const held = data.find((entry) => textOf(entry[codeMember]) === code);
    return held ? [{ id: code, number: code, state: 'audited', fields: pick(held, fields) }] : [];
  };
}

function pick(held: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, string> {
  const texts = fields.map((field) => [field, textOf(held[field])] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== ''));
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
