import { unexpected, type JsonAnswer } from '../channel';
import type { PageQuery, Request, SourcePage } from '../connector';
import { Misconfigured } from '../errors';
import { id, lenient } from '../readers';

/** The smallest row version, as the vendor's own template begins. */
const FIRST = '1';

/**
 * A request for the rows from a version on: `start_ts` is "greater or equal", so the row of the cursor comes again. Counts
 * are not asked for, as the vendor says. Source: docs/platforms/qimen.md; that window and status may stand beside
 * `start_ts` is one client's practice.
 */
export function fromVersion({ request, page }: PageQuery): Request {
  const start = page.after === undefined ? FIRST : String(startOf(page.after));
  return { ...request, page_index: '1', start_ts: start, is_get_total: 'false' };
}

/**
 * A page of such a list: any change gives a row a new, larger version, so that it comes again behind all others and
 * nothing is passed over, whatever moves meanwhile. The list ends with a page that has room and on which nothing new comes;
 * a full one holds the cursor's row alone, and the next begins behind it.
 * @throws Misconfigured where rows come without a version; ProtocolViolation where versions do not ascend
 */
export function versionPage(
  { rows }: SourcePage,
  raw: readonly unknown[],
  { page }: PageQuery,
  answer: JsonAnswer,
): SourcePage {
  const versions = raw.map((row) => versionOf(row, answer));
  const { after = '0' } = page;
  const [known, start] = [BigInt(after.replace(BEHIND, '')), startOf(after)];
  versions.forEach((version, index) => {
    if (version < start || (index > 0 && version <= versions[index - 1]!))
      throw unexpected(
        answer.details,
        'rows do not come in the order of their versions (ts)',
        answer.rawAnswer,
      );
  });
  const fresh = rows.filter((_, index) => versions[index]! > known);
  const last = versions.at(-1);
  if (last === undefined) return { rows: [], hasNext: false };
  if (fresh.length > 0) return { rows: fresh, hasNext: true, cursor: String(last) };
  return { rows: [], hasNext: raw.length >= page.size, cursor: `${last}${BEHIND}` };
}

/** Ends a cursor whose own row fills a page: the next one begins behind it. */
const BEHIND = '+';

function startOf(after: string): bigint {
  return after.endsWith(BEHIND) ? BigInt(after.slice(0, -BEHIND.length)) + 1n : BigInt(after);
}

function versionOf(row: unknown, { details }: JsonAnswer): bigint {
  const { ts } = (row ?? {}) as { readonly ts?: unknown };
  const version = lenient(id)(ts, 'ts');
  if (version !== undefined && !version.startsWith('-')) return BigInt(version);
  throw new Misconfigured('rows come without a version (ts): set listBy to page', details);
}
