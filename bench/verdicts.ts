import type { Sections } from './results';
import { rounded } from './statistics';
import { targets, type Target } from './targets';

export type Verdict = 'met' | 'not met' | 'not measured';

/** A target beside what was measured. */
export interface Judged {
  readonly target: Target;
  /** The worst of its figures, rounded as it is shown. */
  readonly figure?: number;
  readonly verdict: Verdict;
}

/** Every target's verdict on a measurement. */
export function verdicts(sections: Sections): Judged[] {
  return targets.map((target) => judged(target, sections));
}

/** Figures are judged as they are shown, so that no verdict contradicts its own line. */
function judged(target: Target, sections: Sections): Judged {
  const figures = target.figures(sections);
  if (figures.length === 0) return { target, verdict: 'not measured' };
  const worst = target.sense === '≤' ? Math.max(...figures) : Math.min(...figures);
  const figure = rounded(worst, target.digits);
  const holds = target.sense === '≤' ? figure <= target.limit : figure >= target.limit;
  return { target, figure, verdict: holds ? 'met' : 'not met' };
}
