import type { ParameterFault } from '../../activities/parameters';
import { type ConfigFault, type ConfigFaults, type FaultReason, placeOf } from '../../config/faults';
import { suggested } from './suggested';
import { spoken, words } from '../words';

type Reason<Code extends FaultReason['code']> = Extract<FaultReason, { readonly code: Code }>;

/** Words for each reason, in the language in use. */
const texts: { readonly [Code in FaultReason['code']]: (reason: Reason<Code>) => string } = {
  'no-file': () => words().fault.noFile,
  unreadable: ({ why }) => words().fault.unreadable(why),
  'not-yaml': ({ problem, said }) => words().fault.notYaml(words().fault.yaml[problem], said),
  'secret-written-out': () => words().fault.secretWrittenOut,
  'variable-not-set': ({ name }) => words().fault.variableNotSet(name),
  'file-unreadable': ({ file, why }) => words().fault.fileUnreadable(file, why),
  'unknown-name': ({ kind, name, known }) =>
    words().fault.unknownName(words().fault.name[kind], name, suggested(name, known)),
  'unknown-key': ({ key, known }) => words().fault.unknownKey(suggested(key, known)),
  'key-of-another-kind': () => words().fault.keyOfAnotherKind,
  'other-platform': ({ connection, platform, needed }) =>
    words().fault.otherPlatform(connection, platform, needed),
  parameter: parameterText,
  missing: ({ wanted }) => words().fault.missing(words().fault.kind[wanted]),
  'wrong-kind': ({ wanted }) => words().fault.wrongKind(words().fault.kind[wanted]),
  'not-one-of': ({ values }) => words().fault.notOneOf(values.join(', ')),
  'too-small': ({ limit, excluded, of }) => {
    const { number, length } = words().fault;
    if (of === 'text' || of === 'list') return length.least(limit);
    return excluded ? number.above(limit) : number.least(limit);
  },
  'too-big': ({ limit, excluded, of }) => {
    const { number, length } = words().fault;
    if (of === 'text' || of === 'list') return length.most(limit);
    return excluded ? number.below(limit) : number.most(limit);
  },
  setting: ({ expected }) => words().fault.setting[expected],
  cron: ({ text, problem }) => words().fault.cron(text, words().fault.cronProblem[problem]),
  other: ({ said }) => said,
};

/** What is wrong and what to do, one line, in the language in use. */
export function faultText(reason: FaultReason): string {
  return (texts[reason.code] as (reason: FaultReason) => string)(reason);
}

/** What is wrong with a parameter's value. */
export function parameterText({ takes, given }: ParameterFault): string {
  return words().fault.parameter(spoken(takes), given);
}

/** Every fault of a configuration with its place, a line each. */
export function faultLines({ file, faults }: Pick<ConfigFaults, 'file' | 'faults'>): string[] {
  return faults.map(({ path, line, reason }) => `${placeOf(file, line, path)}: ${faultText(reason)}`);
}

/** A fault for scripts: `code` is the same in every language, `message` is in the one in use. */
export function faultJson({ path, line, reason }: ConfigFault) {
  return { path, line, code: reason.code, message: faultText(reason) };
}
