import type { Document } from '../../contract/page';
import type { Bilingual } from '../../contract/bilingual';
import { type ChangedNumber, NumberChanged } from '../errors';
import { foldKey } from '../folding';
import type { AnswerEntity } from './envelope';
import { keyOfDocument } from './forms';
import type { KingdeeSettings } from './settings';

const advice: Bilingual = {
  en: "let the numbers of this user stand: in Kingdee's coding rule (编码规则) of the form allow manual numbers (允许手工编码) and no automatic ones, delete or renumber the documents saved now, then run again",
  zh: '请让该用户的编码保持不变：在金蝶该单据的编码规则中允许手工编码、取消自动编号，删除或改正本次已保存单据的编码，然后重新运行',
};

const respelling: Bilingual = {
  en: 'the site spells numbers in its own way: set numberSpelling: own of this connection, then run again',
  zh: '该站点会改写编码的大小写或全半角：请在该连接中设置 numberSpelling: own，然后重新运行',
};

/**
 * Holds the numbers of saved documents against those that were sent.
 * @throws NumberChanged: by another number nobody finds the document again, and every run would save one more
 */
export function assertSentNumbers(
  form: string,
  documents: readonly Document[],
  saved: ReadonlyMap<number, AnswerEntity>,
  spelling: KingdeeSettings['numberSpelling'],
): void {
  const changed = changedNumbers(form, documents, saved, spelling);
  const [first] = changed;
  if (first === undefined) return;
  const isRespelled = changed.every(({ sent, got }) => foldKey(sent) === foldKey(got));
  const words = isRespelled ? respelling : advice;
  const seen = `${form} was sent with the number ${first.sent} and saved as ${first.got} (id ${first.id})`;
  const more = changed.length > 1 ? `, and ${changed.length - 1} more alike` : '';
  throw new NumberChanged(
    `${seen}${more}; nothing further is saved: ${words.en} / ${words.zh}`,
    { platform: 'kingdee', operation: 'BatchSave', advice: words },
    changed,
  );
}

function changedNumbers(
  form: string,
  documents: readonly Document[],
  saved: ReadonlyMap<number, AnswerEntity>,
  spelling: KingdeeSettings['numberSpelling'],
): ChangedNumber[] {
  const spelled = spelling === 'own' ? foldKey : (number: string) => number;
  return documents.flatMap((document, index) => {
    const { id = '', number: got } = saved.get(index) ?? {};
    const sent = keyOfDocument(form, document).number;
    return got === undefined || spelled(sent) === spelled(got) ? [] : [{ index, id, sent, got }];
  });
}
