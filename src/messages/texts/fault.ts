import type { ParameterFault } from '../../contract/parameters';
import { type ConfigFault, type ConfigFaults, type FaultReason, placeOf } from '../../config/faults';
import { suggested } from './suggested';
import { spoken, words } from '..';

type Reason<Code extends FaultReason['code']> = Extract<FaultReason, { readonly code: Code }>;

/** Words for each reason, in the language in use. */
const texts: { readonly [Code in FaultReason['code']]: (reason: Reason<Code>) => string } = {
  'no-file': () => words().fault.noFile,
  unreadable: ({ why }) => words().fault.unreadable(why),
  encoding: ({ looksLike }) => words().fault.encoding[looksLike],
  'too-large': ({ megabytes }) => words().fault.tooLarge(megabytes),
  'cut-off': ({ name }) => words().fault.cutOff(name),
  'not-yaml': ({ problem, said }) => words().fault.notYaml(words().fault.yaml[problem], said),
  'secret-written-out': () => words().fault.secretWrittenOut,
  'variable-not-set': ({ name }) => words().fault.variableNotSet(name),
  'file-unreadable': ({ file, why }) => words().fault.fileUnreadable(file, why),
  'unknown-name': ({ kind, name, known }) =>
    words().fault.unknownName(words().fault.name[kind], name, suggested(name, known)),
  'unknown-key': ({ key, known }) => words().fault.unknownKey(suggested(key, known)),
  'not-sliced': () => words().fault.notSliced,
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

/** Characters of a line: names in a file that is none of ours may be of any length. */
const LONGEST_LINE = 1_000;

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}

/** The faults of a configuration with their places, a line each. */
export function faultLines({ file, faults, further }: ConfigFaults): string[] {
  const lines = faults.map(({ path, line, reason }) =>
    short(`${placeOf(file, line, path)}: ${faultText(reason)}`),
  );
  return further > 0 ? [...lines, words().fault.further(further)] : lines;
}

/** A fault for scripts: `code` is the same in every language, `message` is in the one in use. */
export function faultJson({ path, line, reason }: ConfigFault) {
  return { path, line, code: reason.code, message: faultText(reason) };
}
