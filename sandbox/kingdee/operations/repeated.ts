import { createHash } from 'node:crypto';
import { msgCode, Refusal } from '../envelopes/refusal';
import { texts } from '../envelopes/texts';
import type { Data } from '../transport/data';
import type { World } from '../world';

/**
 * ValidateRepeatJson: refuses a Model that came before within `repeatSeconds`. Scope, window and text are not documented; here
 * a Model counts as seen when it was sent with the flag, whether or not it was saved.
 */
export function refuseRepeated(formId: string, data: Data, { repeats, switches, now }: World): void {
  if (!data.flag('ValidateRepeatJson', false)) return;
  const key = createHash('sha256')
    .update(`${formId}\n${JSON.stringify(data.raw('Model'))}`)
    .digest('hex');
  const time = now().getTime();
  const last = repeats.get(key);
  repeats.set(key, time);
  if (last !== undefined && time - last < switches.values().repeatSeconds * 1000)
    throw Refusal.of(msgCode.validation, texts.repeated);
}
