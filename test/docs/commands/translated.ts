/** What the Chinese documents say in the reader's words, and the English ones likewise. */
const words: readonly (readonly [chinese: string, english: string])[] = [
  ['<代码库地址>', '<address of the repository>'],
  ['<标签>', '<tag>'],
  ['<方案>', '<scheme>'],
  ['测试数据', 'test data'],
  ['测试店铺', 'test shop'],
  ['测试单', 'test order'],
  ['王工', 'Wang'],
  ['去掉运费行', 'freight line left out'],
  ["'已反关账'", "'period reopened'"],
  ['已反关账', 'reopened'],
  ['金蝶维护', 'Kingdee maintenance'],
  ['维护结束', 'maintenance is over'],
  ['卡死', 'stuck'],
  ['盘点', 'stock-taking'],
];

/** A command of the Chinese documents as the English ones have it. */
export function inEnglish(command: string): string {
  return words.reduce((text, [chinese, english]) => text.replaceAll(chinese, english), command);
}
