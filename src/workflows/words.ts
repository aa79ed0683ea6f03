import type { Progress, ShownOutcome } from '../contract/run';

/** How a run stands, in Chinese: on its page in the Temporal UI and on the command line. */
export const stateWords: Readonly<Record<Progress['state'] | ShownOutcome, string>> = {
  planning: '准备中',
  running: '运行中',
  paused: '已暂停',
  stopping: '停止中',
  finished: '已结束',
  clean: '全部完成',
  attention: '需要处理',
  failed: '失败',
  cancelled: '已取消',
};
