import type { Refusal } from '../../contract/repair';

/** The reason of a record whose save was sent and not answered. @param looksUp whether the target can be asked */
export function inDoubt(looksUp: boolean): Refusal {
  return {
    outcome: 'in-doubt',
    cause: 'in-doubt',
    message:
      'the save was sent and not answered: the document may be there or not / 已发送但未收到应答，单据可能已写入',
    advice: looksUp ? LOOKED_UP : ASK_A_PERSON,
  };
}

const LOOKED_UP = {
  en: 'It is looked up before anything is sent again; nothing to do.',
  zh: '重试前会先查询目标系统，无需处理。',
};

const ASK_A_PERSON = {
  en: 'Look in the target: send retry when it is not there, discard with the reason when it is.',
  zh: '请在目标系统核对：不存在则发送 retry，已存在则发送 discard 并说明原因。',
};
