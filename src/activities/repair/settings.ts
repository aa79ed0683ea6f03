import type { SchemeSettings } from '../../contract/scheme';
import type { Plan } from '../../contract/run';
import { PAUSE_AT } from '../../contract/policies';

/** A plan's part about refused records. */
export function repairSettings(settings: SchemeSettings): Required<Pick<Plan, 'repairs' | 'pauseAt'>> {
  const { rejected, share, consecutive } = settings.pauseAt ?? {};
  return {
    repairs: settings.repairs ?? true,
    pauseAt: {
      rejected: rejected ?? PAUSE_AT.rejected,
      share: share ?? PAUSE_AT.share,
      consecutive: consecutive ?? PAUSE_AT.consecutive,
    },
  };
}
