/** One text in both languages that people are spoken to in. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** A text with both languages side by side, for the Temporal UI, logs and errors, which have one text for all readers. */
export function inBothLanguages({ en, zh }: Bilingual): string {
  return en === zh ? en : `${en} / ${zh}`;
}

/**
 * A text that may end in both languages side by side, for readers of one of them. What stands before (`platform operation:
 * code: `) is kept in each. A text that does not, and a slash among a platform's own words, is left whole in both.
 */
export function ofBothLanguages(text: string): Bilingual {
  const parts = text.split(' / ');
  const [english = '', zh = ''] = parts;
  const head = /^.*: /s.exec(english)?.[0] ?? '';
  const isTwofold = parts.length === 2 && HAN.test(zh) && !HAN.test(english.slice(head.length));
  return isTwofold ? { en: english, zh: head + zh } : untranslated(text);
}

const HAN = /\p{Script=Han}/u;

/** What a platform, a server or a system says: one text for readers of both languages. */
export function untranslated(text: string): Bilingual {
  return { en: text, zh: text };
}

/** Texts joined in each language. */
export function joined(texts: readonly Bilingual[], separator: string): Bilingual {
  return {
    en: texts.map(({ en }) => en).join(separator),
    zh: texts.map(({ zh }) => zh).join(separator),
  };
}
