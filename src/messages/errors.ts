import { type Bilingual, untranslated } from '../contract/bilingual';
import type { TemporalUnreachable } from '../temporal/connect';
import type { Messages } from './language';

/** Why a command could not do its work. */
export const failure = {
  advised: (what: Bilingual, advice: Bilingual) => ({
    en: `${what.en}; ${advice.en}`,
    zh: `${what.zh}；${advice.zh}`,
  }),
  unreachable: (address: string, why: string) => ({
    en: `Temporal server at ${address} does not answer${why && ` (${why})`}`,
    zh: `位于 ${address} 的 Temporal 服务端没有应答${why && `（${why}）`}`,
  }),
  startServer: {
    en: 'start one with `jinqiao dev`, or set TEMPORAL_ADDRESS or temporal.address in jinqiao.yml',
    zh: '请用 `jinqiao dev` 启动一个，或设置 TEMPORAL_ADDRESS 或 jinqiao.yml 中的 temporal.address',
  },
  ownBudget: (why: Bilingual) => ({
    en: `calls count in a budget of this command's own, not in the one that workers share: ${why.en}`,
    zh: `本命令使用单独的调用额度，未与 worker 共享：${why.zh}`,
  }),
  cannotListen: (address: string, code: string) => ({
    en: `worker.http: cannot listen on ${address} (${code}); choose another port, or leave worker.http out`,
    zh: `worker.http：无法监听 ${address}（${code}）；请换一个端口，或去掉 worker.http`,
  }),
  attributesMissing: (names: string, command: string) => ({
    en: `the namespace lacks the search attributes ${names}; create them: ${command}`,
    zh: `命名空间缺少搜索属性 ${names}；请创建：${command}`,
  }),
  noDevelopment: {
    en: 'the development tools are not installed: run `npm ci` in a checkout (a production install leaves them out)',
    zh: '没有安装开发工具：请在源码目录运行 `npm ci`（生产安装不带这些工具）',
  },
  noServerBinary: {
    en: 'No Temporal server could be found or downloaded:',
    zh: '找不到也下载不到 Temporal 服务端：',
  },
  tried: {
    notOnPath: { en: 'no temporal on the PATH', zh: 'PATH 中没有 temporal' },
    notCached: { en: 'no copy in the cache yet', zh: '缓存中还没有' },
    download: (name: string, why: string) => ({ en: `${name}: ${why}`, zh: `${name}：${why}` }),
  },
  programEnded: (program: string, how: string) => ({
    en: `${program} ended by itself (${how})`,
    zh: `${program} 自行退出（${how}）`,
  }),
  sandboxEnded: (code: number) => ({
    en: `the sandbox ended with code ${code}`,
    zh: `沙箱已退出，退出码 ${code}`,
  }),
  demoStopped: { en: 'the demonstration was stopped', zh: '演示已中断' },
  notReconcilable: (scheme: string, connection: string) => ({
    en: `${scheme} cannot be reconciled: its target ${connection} has no look-up; set connections.${connection}.lookUpMethod`,
    zh: `${scheme} 无法对账：目标连接 ${connection} 没有查询接口；请设置 connections.${connection}.lookUpMethod`,
  }),
  longKey: (most: number) => ({ en: `a key has at most ${most} characters`, zh: `编码最多 ${most} 个字符` }),
  longDocument: (file: string, most: number) => ({
    en: `${file} has more than ${most} characters`,
    zh: `${file} 超过 ${most} 个字符`,
  }),
  window: {
    noWindow: (scheme: string) => ({
      en: `${scheme} has no window: its list is always read in full`,
      zh: `${scheme} 没有时间段：总是读取整个列表`,
    }),
    useRun: (scheme: string) => ({
      en: `use \`jinqiao run ${scheme}\``,
      zh: `请使用 \`jinqiao run ${scheme}\``,
    }),
    noEnd: (scheme: string) => ({
      en: `the window of ${scheme} always ends now`,
      zh: `${scheme} 的时间段总是到当前为止`,
    }),
    withoutTo: { en: 'leave --to out', zh: '请去掉 --to' },
    backwards: { en: '--to must be after --from', zh: '--to 必须晚于 --from' },
    endAlone: { en: '--to needs a beginning: give --from too', zh: '--to 需与 --from 一起使用' },
    future: (from: string) => ({
      en: `--from ${from} lies in the future: there is nothing to read yet`,
      zh: `--from ${from} 在将来：尚无数据可读`,
    }),
    tooLong: (slices: number, most: number) => ({
      en: `the window has ${slices} slices; a run takes at most ${most}`,
      zh: `该时间段共 ${slices} 个时间片，一次运行最多 ${most} 个`,
    }),
    inParts: {
      en: 'read it in parts, with a later --from or an earlier --to',
      zh: '请分几次补数：推后 --from 或提前 --to',
    },
  },
  days: {
    noWindow: (scheme: string) => ({
      en: `${scheme} is read in full, its source has no window: leave --from and --to out`,
      zh: `${scheme} 总是读取整个列表，来源没有时间段：请去掉 --from 和 --to`,
    }),
    backwards: (from: string, to: Bilingual) => ({
      en: `--from ${from} is after ${to.en}`,
      zh: `--from ${from} 晚于${to.zh}`,
    }),
    today: { en: 'today', zh: '今天' },
    noDay: (option: string, given: string) => ({
      en: `--${option} must be a whole day of Asia/Shanghai, yyyy-MM-dd, from 2000 to 2099: "${given}" is none`,
      zh: `--${option} 应为北京时间的一天，格式 yyyy-MM-dd，须在 2000 至 2099 年之间：“${given}”不是`,
    }),
    tooLong: (slices: number, most: number) => ({
      en: `these days have ${slices} slices, at most ${most} are compared at once: compare them in parts`,
      zh: `所选日期共 ${slices} 个时间片，一次最多对账 ${most} 个：请分几次对账`,
    }),
  },
} satisfies Messages;

/** That a Temporal server does not answer, and why. */
export function unreachableText({ address, why }: Pick<TemporalUnreachable, 'address' | 'why'>): Bilingual {
  return failure.unreachable(address, why);
}

/** What to do about it: as a look at the server tells, or what helps mostly. */
export function unreachableAdvice(error: Error, otherwise: Bilingual): Bilingual {
  const { advice } = error as Partial<TemporalUnreachable>;
  return advice ?? otherwise;
}

/** Why no connection to the server was made; by the error's name, as failures are, so that nothing else is loaded. */
export function connectionText(error: Error): Bilingual {
  return error.name === 'TemporalUnreachable'
    ? unreachableText(error as TemporalUnreachable)
    : untranslated(error.message);
}
