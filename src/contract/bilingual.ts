/** One text in both languages that people are spoken to in. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** A text with both languages side by side, for the Temporal UI, logs and errors, which have one text for all readers. */
export function inBothLanguages({ en, zh }: Bilingual): string {
  return en === zh ? en : `${en} / ${zh}`;
}

/** A text that may have both languages side by side, for readers of one of them; a text that has not is the same in both. */
export function ofBothLanguages(text: string): Bilingual {
  const parts = text.split(' / ');
  const [en = '', zh = ''] = parts;
  return parts.length === 2 && /\p{Script=Han}/u.test(zh) ? { en, zh } : untranslated(text);
}

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
