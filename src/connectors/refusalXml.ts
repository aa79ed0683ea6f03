const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** Longest refusal, in characters: the members of a longer text are not searched for. */
const LONGEST = 20_000;

/**
 * A refusal that came as XML although JSON was asked for, as TOP's gateway and its relatives do by default: the flat
 * members of its root, by name, under the root's name. Undefined for a page of HTML, a list, or no XML at all.
 */
export function refusalXml(
  text: string,
): Readonly<Record<string, Readonly<Record<string, string>>>> | undefined {
  if (text.length > LONGEST) return undefined;
  const root = /^\s*(?:<\?xml[^>]*\?>\s*)?<([a-z_]\w*)[^>]*>([\s\S]*)<\/\1>\s*$/i.exec(text);
  if (root === null || /^html$/i.test(root[1] ?? '')) return undefined;
  const [, name = '', inner = ''] = root;
  const members = [...inner.matchAll(/<([a-z_]\w*)(?:\s[^>]*)?>([^<]*|<!\[CDATA\[[\s\S]*?\]\]>)<\/\1>/gi)];
  // The nested lists of a success are no refusal; only JSON is read of those.
  const isNested = members.reduce((left, [member]) => left.replace(member, ''), inner).includes('<');
  if (members.length === 0 || (isNested && !/error/i.test(name))) return undefined;
  return { [name]: Object.fromEntries(members.map(([, key = '', value = '']) => [key, unescaped(value)])) };
}

function unescaped(value: string): string {
  const data = /^<!\[CDATA\[([\s\S]*)\]\]>$/.exec(value)?.[1];
  if (data !== undefined) return data.trim();
  return value.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? '').trim();
}

/** The visible words of a page of HTML, on one line, to be searched for what they ask for; never kept. */
export function wordsOfPage(text: string): string | undefined {
  if (!/^\s*(?:<!doctype html|<html|<head|<body)/i.test(text)) return undefined;
  return text
    .slice(0, 20_000)
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
