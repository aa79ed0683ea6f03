import type { Bilingual } from '../../contract/bilingual';

const UNREACHED: Bilingual = {
  en: 'The platform was not to be reached for a day: see whether it or the network is down, then run again; the next run reads what this one missed.',
  zh: '平台持续一天无法访问：请检查平台与网络，恢复后重新运行，会补读遗漏的时间段。',
};

/** What to do about a run that failed, by the type of its failure. */
const adviceByType: Readonly<Record<string, Bilingual>> = {
  Unauthorized: {
    en: 'Correct the credentials or permissions that the message names, try them with `jinqiao check`, then run again.',
    zh: '请按提示更正凭据或授权，用 jinqiao check 验证后重新运行。',
  },
  Misconfigured: {
    en: 'Correct the input, or jinqiao.yml (and restart the workers), as the message says; then run again.',
    zh: '请按提示更正输入，或修改 jinqiao.yml 并重启 worker，再重新运行。',
  },
  SchemeChanged: {
    en: 'A new version reads or writes otherwise: start it again. What is written already is found by look-ups.',
    zh: '新版本的来源或目标定义已变更：请重新启动，已写入的单据会经查询识别。',
  },
  ProtocolViolation: {
    en: 'Run again once. If it comes back, the answer that the message names shows what the platform sent: report it.',
    zh: '请先重新运行一次；若再次出现，请查看提示中保存的应答并反馈。',
  },
  Unbalanced: {
    en: 'A fault of the program: keep this run and report it, and reconcile the target.',
    zh: '程序错误：请保留本次运行并反馈，同时对账核实目标系统。',
  },
  Unavailable: UNREACHED,
  Throttled: UNREACHED,
  InDoubt: UNREACHED,
};

/** What to do about a failure; one without a type of ours is a step that was not done in its time. */
export function advised(type: string | null | undefined): Bilingual {
  return adviceByType[type ?? ''] ?? UNREACHED;
}
