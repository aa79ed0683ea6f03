/** One text in both languages that people are spoken to in. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}
