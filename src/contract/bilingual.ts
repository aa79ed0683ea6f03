/** One text in both languages that people are spoken to in. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** A line that says both languages, English first, as thresholds and notes do; what does not is the same in both. */
export function bilingual(line: string): Bilingual {
  const parts = line.split(' / ');
  const [en = '', zh = ''] = parts;
  return parts.length === 2 && /[\u4e00-\u9fff]/.test(zh) ? { en, zh } : { en: line, zh: line };
}
