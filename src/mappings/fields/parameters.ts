import { Unmappable } from '../unmappable';

/**
 * A parameter that is one of a few words.
 * @throws Unmappable that names the parameter and the words
 */
export function choiceOf<Choice extends string>(
  name: string,
  value: string,
  choices: readonly Choice[],
): Choice {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw new Unmappable(`parameter ${name} must be one of ${choices.join(', ')} / 参数 ${name} 的取值无效`);
}

/**
 * A parameter that is a whole number.
 * @throws Unmappable that names the parameter and its bounds
 */
export function wholeOf(name: string, value: string, least: number, most: number): number {
  const number = /^\d{1,4}$/.test(value) ? Number(value) : -1;
  if (number >= least && number <= most) return number;
  throw new Unmappable(
    `parameter ${name} must be a whole number from ${least} to ${most} / 参数 ${name} 的取值无效`,
  );
}
