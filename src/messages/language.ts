import type { Bilingual } from '../contract/bilingual';

/** Languages that the command line speaks. Names of fields, codes and states in JSON stay as they are. */
export const languages = ['en', 'zh'] as const;

export type Language = (typeof languages)[number];

/** A sentence in both languages, or what makes one of the values inside it. One that lacks a language does not compile. */
type Message = Bilingual | ((...values: never[]) => Bilingual);

/** Sentences by name. */
export interface Messages {
  readonly [name: string]: Message | Messages;
}

/** Sentences in one language. */
export type Localized<T> = T extends Bilingual
  ? string
  : T extends (...values: infer Values) => Bilingual
    ? (...values: Values) => string
    : { readonly [Name in keyof T]: Localized<T[Name]> };

let chosen: Language | undefined;

/** Takes a language, which wins over the environment; `undefined` leaves it to that. */
export function chooseLanguage(language: Language | undefined): void {
  chosen = language;
}

/** The language that a command line asks for with `--lang`; `undefined` where it asks for none that there is. */
export function languageIn(args: readonly string[]): Language | undefined {
  const options = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  const asked = options.flatMap((word, index) =>
    word === '--lang'
      ? [options[index + 1]]
      : word.startsWith('--lang=')
        ? [word.slice('--lang='.length)]
        : [],
  );
  return languages.find((language) => language === asked.at(-1));
}

/** The language of an environment: `JINQIAO_LANG`, else `LC_ALL`, `LC_MESSAGES`, `LANG`; English unless one of them begins with `zh`. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const name = env.JINQIAO_LANG || env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return name.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** A text in the language in use; empty where there is none. */
export function localize(text: Bilingual | undefined): string {
  return text?.[languageInUse()] ?? '';
}

const known = new WeakMap<Messages, Partial<Record<Language, unknown>>>();

/** Sentences in the language in use. */
export function localized<T extends Messages>(messages: T): Localized<T> {
  const language = languageInUse();
  const byLanguage = known.get(messages) ?? {};
  known.set(messages, byLanguage);
  byLanguage[language] ??= inLanguage(messages, language);
  return byLanguage[language] as Localized<T>;
}

function inLanguage(message: Message | Messages, language: Language): unknown {
  if (typeof message === 'function') return (...values: never[]) => message(...values)[language];
  if (isSentence(message)) return message[language];
  const entries = Object.entries(message).map(
    ([name, inner]) => [name, inLanguage(inner, language)] as const,
  );
  return Object.fromEntries(entries);
}

function isSentence(message: Bilingual | Messages): message is Bilingual {
  return typeof message.en === 'string';
}

function languageInUse(): Language {
  return chosen ?? languageOf(process.env);
}
