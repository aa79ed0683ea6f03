import type { GreatonceForms } from './greatonce/model';
import type { GuanyiMethods } from './guanyi/model';
import type { JushuitanMethods } from './jushuitan/model';
import type { KingdeeForms, KingdeeQueries } from './kingdee/model';
import type { QimenMethods } from './qimen/model';

/** Methods that rows can be read from, by platform: each with its `request` parameter names and its `row`. Types only. */
export interface SourceMethods {
  guanyi: GuanyiMethods;
  jushuitan: JushuitanMethods;
  kingdee: KingdeeQueries;
  qimen: QimenMethods;
}

/** Forms that documents can be written to, by platform. Types only. */
export interface TargetForms {
  greatonce: GreatonceForms;
  kingdee: KingdeeForms;
}
