import { distance } from 'fastest-levenshtein';

/** A longer text is no slip of a name. */
const LONGEST = 100;

/** The candidate nearest to what was typed, when near enough to be a slip; otherwise `undefined`. */
export function nearest(typed: string, candidates: readonly string[]): string | undefined {
  if (typed.length > LONGEST) return undefined;
  const limit = Math.max(2, Math.floor(typed.length / 3));
  const ranked = candidates
    .map((candidate) => ({ candidate, apart: distance(typed.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.apart - b.apart);
  const best = ranked[0];
  return best && best.apart <= limit ? best.candidate : undefined;
}
