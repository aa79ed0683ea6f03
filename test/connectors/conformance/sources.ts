import { guanyiSubject } from './subjects/guanyi';
import { jushuitanSubjects } from './subjects/jushuitan';
import { kingdeeSources } from './subjects/kingdee-source';
import { qimenSubject } from './subjects/qimen';
import type { SourceSubject } from './subject';

/** Every source, in every form that its protocol has. */
export const sources: readonly SourceSubject[] = [
  ...jushuitanSubjects,
  qimenSubject,
  guanyiSubject,
  ...kingdeeSources,
];
