import type { JushuitanMethods } from './jushuitan/model';
import type { KingdeeForms } from './kingdee/model';

/** Methods that rows can be read from, by platform: each with its `request` parameter names and its `row`. Types only. */
export interface SourceMethods {
  jushuitan: JushuitanMethods;
}

/** Forms that documents can be written to, by platform. Types only. */
export interface TargetForms {
  kingdee: KingdeeForms;
}
