import { contradictionText } from '../../contract/contradictionText';
import type { MovedList } from './lists';
import type { RunWarning } from '../../contract/run';

/** The warning of a list that contradicted itself each time it was read: it names what did not fit. */
export function listMoved({ slice, contradiction }: MovedList): RunWarning {
  const seen = contradictionText(contradiction);
  const [of, bei] = slice === undefined ? ['', ''] : [`${slice}: `, `${slice}：`];
  return {
    cause: 'list-moved',
    message: `${of}the list contradicted itself each time it was read, so a row may have been passed over: ${seen.en}`,
    advice: {
      en: `${of}${seen.en}. The next run reads the same window again; run at a quieter time if rows are edited meanwhile, and show the platform these figures if they stay.`,
      zh: `${bei}${seen.zh}。下次运行会重读同一时间段；若是读取期间数据有改动，请改在业务空闲时段运行；若一直如此，请把以上数字反馈给平台方。`,
    },
  };
}
