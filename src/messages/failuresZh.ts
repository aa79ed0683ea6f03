import type { Words } from './en';

/** Why a command could not do its work, in Chinese. */
export const failure: Words['failure'] = {
  advised: (what, advice) => `${what}；${advice}`,
  unreachable: (address, why) => `位于 ${address} 的 Temporal 服务端没有应答${why}`,
  why: (text) => `（${text}）`,
  startServer: '请用 `jinqiao dev` 启动一个，或设置 TEMPORAL_ADDRESS 或 jinqiao.yml 中的 temporal.address',
  cannotListen: (address, code) =>
    `worker.http：无法监听 ${address}（${code}）；请换一个端口，或去掉 worker.http`,
  attributesMissing: (names, command) => `命名空间缺少搜索属性 ${names}；请创建：${command}`,
  noDevelopment: '没有安装开发工具：请在源码目录运行 `npm ci`（生产安装不带这些工具）',
  noServerBinary: '找不到也下载不到 Temporal 服务端：',
  tried: {
    notOnPath: 'PATH 中没有 temporal',
    notCached: '缓存中还没有',
    download: (name, why) => `${name}：${why}`,
  },
  programEnded: (program, how) => `${program} 自行退出（${how}）`,
  sandboxEnded: (code) => `沙箱已退出，退出码 ${code}`,
  demoStopped: '演示已中断',
  notReconcilable: (scheme, connection) =>
    `${scheme} 无法对账：目标连接 ${connection} 没有查询接口；请设置 connections.${connection}.lookUpMethod`,
  longKey: (most) => `编码最多 ${most} 个字符`,
  longDocument: (file, most) => `${file} 超过 ${most} 个字符`,
  window: {
    noWindow: (scheme) => `${scheme} 没有时间段：总是读取整个列表`,
    useRun: (scheme) => `请使用 \`jinqiao run ${scheme}\``,
    noEnd: (scheme) => `${scheme} 的时间段总是到当前为止`,
    withoutTo: '请去掉 --to',
    backwards: '--to 必须晚于 --from',
    endAlone: '--to 需与 --from 一起使用',
    future: (from) => `--from ${from} 在将来：尚无数据可读`,
    tooLong: (slices, most) => `该时间段共 ${slices} 个时间片，一次运行最多 ${most} 个`,
    inParts: '请分段补数：推后 --from 或提前 --to',
  },
  days: {
    noWindow: (scheme) => `${scheme} 总是读取整个列表，来源没有时间段：请去掉 --from 和 --to`,
    backwards: (from, to) => `--from ${from} 晚于${to}`,
    today: '今天',
    noDay: (option, given) =>
      `--${option} 应为北京时间的一天，格式 yyyy-MM-dd，须在 2000 至 2099 年之间：“${given}”不是`,
    tooLong: (slices, most) => `所选日期共 ${slices} 个时间片，一次最多对账 ${most} 个：请分段对账`,
  },
};
