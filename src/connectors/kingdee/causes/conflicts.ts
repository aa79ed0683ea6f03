import type { Meaning } from './meaning';

const beingUsed =
  /冲突.?请稍[候后]再使用|网控冲突|网络冲突|正在?校对|(?:单据|资料|数据|记录).{0,12}(?:正在?被|正由).{0,20}(?:使用|编辑|打开|占用|锁定|修改|操作)|(?:单据|资料|数据|记录)(?:已经?)?被.{0,20}(?:打开|占用)|(?<![a-z])(?:being edited|in use by|locked by|opened by)(?![a-z])/;

/** Refusals of one record that stand in somebody's way for a while: they pass without a change of the record. */
export const conflictMeanings = [
  {
    cause: 'network-conflict',
    effect: 'reject',
    text: /网[络控]冲突.*[关结]账|(?:正处于|正在|正进行).{0,4}(?:反?关账|反?结账)/,
    en: 'Kingdee is closing the books of this organization just now: it is tried again by itself',
    zh: '该组织正在关账或反关账：稍后会自动重试',
  },
  {
    cause: 'edit-lock',
    effect: 'reject',
    // Comes with MsgCode 0, although 13 is the published one.
    text: beingUsed,
    msgCodes: [13],
    en: 'someone has the document open; try again in a few seconds',
    zh: '单据正被他人编辑（网控冲突），请稍后重试',
  },
  {
    cause: 'stale-data',
    effect: 'reject',
    text: /已被其他用户修改|已经被.{0,12}修改/,
    en: 'someone changed the document meanwhile; try again',
    zh: '单据已被他人修改，请重试',
  },
  {
    cause: 'interaction',
    effect: 'reject',
    text: /abstractinteractionresult|可以?忽略的异常数据/,
    en: 'Kingdee asks for a confirmation: correct the data, or allow it with InterationFlags (STK_InvCheckResult allows negative stock)',
    zh: '金蝶要求人工确认：请修正数据，或在 InterationFlags 中允许（STK_InvCheckResult 允许负库存）',
  },
] as const satisfies readonly Meaning[];
