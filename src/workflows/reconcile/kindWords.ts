import type { DifferenceKind } from '../../contract/reconcile';

/** What became of a record in a comparison, in Chinese: in the Temporal UI and on the command line. */
export const kindWords: Readonly<Record<DifferenceKind | 'same', string>> = {
  same: '一致',
  missing: '缺失',
  doubled: '重复',
  unfinished: '未审核',
  different: '不一致',
  refused: '拒绝',
  extra: '多余',
  unread: '未读全',
};
