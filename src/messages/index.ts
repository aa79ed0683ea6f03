import { config, error } from './configuration';
import { demo, stack } from './development';
import { check, doctor } from './doctor';
import { failure } from './errors';
import { fault } from './faults';
import { alerts, schedules } from './installation';
import { localized, type Localized } from './language';
import { failures, find, preview, reconcile } from './records';
import { count, head, run, runs, state, took } from './runs';
import { help, usage } from './usage';
import { verb } from './verbs';

export { chooseLanguage, type Language, languageIn, languageOf, languages, localize } from './language';

/** What the command line says, in both languages, by topic. */
export const catalogue = {
  alerts,
  check,
  config,
  count,
  demo,
  doctor,
  error,
  failure,
  failures,
  fault,
  find,
  head,
  help: { ...help, verb },
  preview,
  reconcile,
  run,
  runs,
  schedules,
  stack,
  state,
  took,
  usage,
};

/** Sentences by topic and name. */
export type Sentences = typeof catalogue;

/** What the command line says, in the language in use. */
export function messages(): Localized<typeof catalogue> {
  return localized(catalogue);
}
