import { en, type Words } from './en';
import { zh } from './zh';

/** Languages that the command line speaks. Names of fields, codes and states in JSON stay as they are. */
export const languages = ['en', 'zh'] as const;

export type Language = (typeof languages)[number];

const catalogue: Readonly<Record<Language, Words>> = { en, zh };

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

/** The words of the language in use. */
export function words(): Words {
  return catalogue[language()];
}

/** What is there in both languages, such as advice, in the one in use; empty where there is none. */
export function spoken(text: Readonly<Record<Language, string>> | undefined): string {
  return text?.[language()] ?? '';
}

/**
 * The part in the language in use of what a workflow says in both at once: `English / 中文`. What is in one language
 * alone comes back as it is.
 */
export function partSpoken<Text extends string | undefined>(both: Text): Text | string {
  const [, en, zh] = /^(\P{Script=Han}*?) \/ (.*\p{Script=Han}.*)$/su.exec(both ?? '') ?? [];
  return en === undefined || zh === undefined ? both : spoken({ en, zh });
}

function language(): Language {
  return chosen ?? languageOf(process.env);
}
