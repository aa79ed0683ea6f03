import { Unmappable } from '../unmappable';

/** Parameters that are one of a few words, each with its words. */
export type Choices = Readonly<Record<string, readonly string[]>>;

/** The words by parameter, as a type that a mapping declares and its scheme's table is held against. */
export type ChoicesOf<C extends Choices> = { readonly [N in keyof C]: C[N][number] };

/**
 * The word that a parameter is.
 * @throws Unmappable that names the parameter and the words
 */
export function choiceOf<C extends Choices, N extends keyof C & string>(
  choices: C,
  name: N,
  parameters: Readonly<Record<N, string>>,
): C[N][number] {
  const words: readonly C[N][number][] = choices[name] ?? [];
  const found = words.find((word) => word === parameters[name]);
  if (found !== undefined) return found;
  throw new Unmappable(`parameter ${name} must be one of ${words.join(', ')} / 参数 ${name} 的取值无效`);
}

/**
 * A parameter that is a whole number.
 * @throws Unmappable that names the parameter and its bounds
 */
export function wholeNumberOf(name: string, value: string, least: number, most: number): number {
  const number = /^\d{1,4}$/.test(value) ? Number(value) : -1;
  if (number >= least && number <= most) return number;
  throw new Unmappable(
    `parameter ${name} must be a whole number from ${least} to ${most} / 参数 ${name} 的取值无效`,
  );
}
