import type { Contradiction } from './listEvidence';

/** What did not fit, in figures and without a record. */
export function contradictionText(seen: Contradiction): { readonly en: string; readonly zh: string } {
  switch (seen.kind) {
    case 'changed':
      return {
        en: `its count changed from ${seen.from} to ${seen.to} rows while it was read`,
        zh: `读取期间列表总数从 ${seen.from} 变为 ${seen.to}`,
      };
    case 'fewer':
      return {
        en: `${seen.counted} rows are counted, ${seen.distinct} different ones came, and some came twice`,
        zh: `列表应有 ${seen.counted} 行，实际只读到 ${seen.distinct} 行不同的记录，且有记录重复出现`,
      };
    case 'empty':
      return {
        en: `page ${seen.page} is empty although it is one of those that are counted`,
        zh: `第 ${seen.page} 页在总页数之内，却没有数据`,
      };
    case 'repeated':
      return {
        en: `page ${seen.page} holds records that came before: the platform does not page on`,
        zh: `第 ${seen.page} 页与之前的页内容重复，平台没有真正翻页`,
      };
    default:
      return {
        en: `page ${seen.page} lies far beyond the pages that are counted, and there are still more`,
        zh: `已读到第 ${seen.page} 页，远超平台所报页数，仍有后续页`,
      };
  }
}
