import type { SchemeSettings } from '../../contract/scheme';
import type { PauseAt, Plan } from '../../contract/run';

/** Far above what a healthy run refuses, far below what a wrong credential or a closed month does. */
const DEFAULT_PAUSE: PauseAt = { rejected: 200, share: 0.5, consecutive: 50 };

/** A plan's part about refused records. */
export function repairSettings(settings: SchemeSettings): Required<Pick<Plan, 'repairs' | 'pauseAt'>> {
  const { rejected, share, consecutive } = settings.pauseAt ?? {};
  return {
    repairs: settings.repairs ?? true,
    pauseAt: {
      rejected: rejected ?? DEFAULT_PAUSE.rejected,
      share: share ?? DEFAULT_PAUSE.share,
      consecutive: consecutive ?? DEFAULT_PAUSE.consecutive,
    },
  };
}
