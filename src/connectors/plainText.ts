/** Traditional characters that platforms' refusals are written with, each before its simplified one. */
const characters =
  '違违欄栏會会話话資资訊讯丟丢請请錄录後后試试務务統统網网絡络衝冲頻频調调數数過过權权沒没無无鎖锁執执時时簽签複复編编碼码單单據据號号稱称應应項项輸输異异關关帳账賬账結结經经開开啟启構构組组' +
  '織织庫库連连線线斷断處处業业記记員员驗验證证錯错誤误陸陆須须戶户齊齐區区內内審审狀状態态對对該该擁拥這这裡里維维護护級级運运詢询讀读寫写倉仓質质與与屬属續续將将為为從从來来總总兩两' +
  '個个類类別别廠厂價价錢钱額额餘余稅税貨货貿贸實实際际聯联繫系憑凭鑰钥間间滿满廣广擇择圖图紀纪繼继離离難难電电閥阀響响顧顾責责貴贵費费賣卖買买負负財财敗败';

const simplified = new Map<string, string>();
for (let at = 0; at < characters.length; at += 2)
  simplified.set(characters.charAt(at), characters.charAt(at + 1));

/** Terms that differ beyond their characters, in simplified characters. */
const terms: readonly (readonly [string, string])[] = [
  ['伺服器', '服务器'],
  ['逾时', '超时'],
  ['登入', '登录'],
  ['资讯', '信息'],
  ['网路', '网络'],
  ['呼叫', '调用'],
  ['栏位', '字段'],
  ['字元', '字符'],
  ['字串', '字符串'],
];

/** Characters that are looked at: what a refusal is about stands at its beginning, whatever it quotes behind that. */
const MOST_READ = 5_000;

/**
 * A platform's words as tables compare them, as far as they tell what a refusal is about: half width, lower case,
 * simplified characters, one blank wherever blanks, underscores or hyphens stand between words.
 */
export function plain(words: string): string {
  const text = words
    .slice(0, MOST_READ)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
  const characterwise = Array.from(text, (character) => simplified.get(character) ?? character).join('');
  return terms.reduce((left, [from, to]) => left.replaceAll(from, to), characterwise);
}
