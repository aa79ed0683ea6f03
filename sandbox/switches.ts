import type { z } from 'zod';
import { checked } from './input';
import type { SwitchBoard, SwitchValue } from './platform';

/** A switch board whose values are typed for the platform that reads them. */
export interface Switches<T> extends SwitchBoard {
  values(): Readonly<T> & Readonly<Record<string, SwitchValue>>;
}

/** A switch board from a strict zod object in which every field has a default. `set` changes all given or none. */
export function switchBoard<T extends Record<string, SwitchValue>>(schema: z.ZodType<T>): Switches<T> {
  let current = schema.parse({});
  return {
    values: () => current,
    set(changes) {
      current = checked(schema, { ...current, ...changes }, 'switches');
    },
    reset() {
      current = schema.parse({});
    },
  };
}
