import type { PageRef } from '../contract/page';
import { createHash } from 'node:crypto';
import type { SourcePage } from '../connectors/connector';
import { DIGEST_LENGTH, levelFor, rankOf } from '../contract/keySketch';
import type { PageSeen } from '../contract/listEvidence';

/** What a page says of its list: counts and short digests of its keys, which the history holds instead of them. */
export function pageSeen(
  { rows, hasNext, total, pageCount, cursor }: SourcePage,
  { number, size }: PageRef,
): PageSeen {
  const keys = rows.flatMap(({ key }) => (key === undefined ? [] : [key]));
  const level = levelFor(Math.max(total ?? 0, number * size));
  const digests = [...new Set(keys.map(digestOf))].filter((digest) => rankOf(digest) >= level);
  return {
    rows: rows.length,
    hasNext,
    ...(total === undefined ? {} : { total }),
    ...(pageCount === undefined ? {} : { pageCount }),
    ...(cursor === undefined ? {} : { cursor }),
    ...(keys.length === 0 ? {} : { fingerprint: digestOf(keys.join('\n')) }),
    keys: digests.join(''),
    ...(level === 0 ? {} : { level }),
  };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, DIGEST_LENGTH);
}
