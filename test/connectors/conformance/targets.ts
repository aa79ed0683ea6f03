import { greatonceSubject, greatonceWithLookUps } from './subjects/greatonce';
import { kingdeeTargets } from './subjects/kingdee-target';
import type { TargetSubject } from './subject';

/** Every target, in every form and mode. */
export const targets: readonly TargetSubject[] = [...kingdeeTargets, greatonceSubject, greatonceWithLookUps];
