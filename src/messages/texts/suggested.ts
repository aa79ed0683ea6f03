import { nearest } from '../../config/suggest';
import { words } from '..';

/** What to do about an unknown name, in the language in use: `did you mean "x"?` or `known: a, b`. */
export function suggested(typed: string, candidates: readonly string[]): string {
  const say = words().error;
  const near = nearest(typed, candidates);
  if (near !== undefined) return say.didYouMean(near);
  return candidates.length > 0 ? say.known(candidates.join(', ')) : say.noneKnown;
}
