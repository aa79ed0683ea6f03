/** One text in both languages that people are spoken to in. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** A text with both languages side by side, for the Temporal UI, logs and errors, which have one text for all readers. */
export function inBothLanguages({ en, zh }: Bilingual): string {
  return `${en} / ${zh}`;
}
