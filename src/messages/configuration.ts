import { nearest } from '../config/suggest';
import type { Bilingual } from '../contract/bilingual';
import type { Messages } from './language';

/** What a configuration comes to. */
export const config = {
  uses: (file: string, address: string, namespace: string, taskQueue: string, isOfStack: boolean) => ({
    en: `uses ${file}${isOfStack ? ' (development stack)' : ''} · Temporal ${address}, namespace ${namespace}, task queue ${taskQueue}`,
    zh: `使用 ${file}${isOfStack ? '（开发环境）' : ''} · Temporal ${address}，命名空间 ${namespace}，任务队列 ${taskQueue}`,
  }),
  valid: (file: string, connections: number, schemes: number) => ({
    en: `${file} is valid: ${connections} connections, ${schemes} schemes`,
    zh: `${file} 有效：${connections} 个连接，${schemes} 个方案`,
  }),
  entries: (count: number) => ({ en: `${count} entries`, zh: `${count} 项` }),
  origin: {
    file: { en: 'file', zh: '配置文件' },
    default: { en: 'default', zh: '默认值' },
    env: (name: string) => ({ en: `env ${name}`, zh: `环境变量 ${name}` }),
    fallback: (name: string) => ({ en: `default of env ${name}`, zh: `环境变量 ${name} 的默认值` }),
    secretFile: (name: string) => ({ en: `file ${name}`, zh: `文件 ${name}` }),
  },
} satisfies Messages;

/** What is said of a name that there is not. */
export const error = {
  unknownScheme: (name: string) => ({ en: `unknown scheme "${name}"`, zh: `没有方案“${name}”` }),
  notConfigured: (name: string, file: string) => ({
    en: `scheme "${name}" is not configured in ${file}`,
    zh: `方案“${name}”没有在 ${file} 中配置`,
  }),
  addScheme: {
    en: 'add it under schemes, with its source and target connections',
    zh: '请在 schemes 下添加它及其来源和目标连接',
  },
  noParameter: (scheme: string, name: string) => ({
    en: `${scheme} has no parameter "${name}"`,
    zh: `${scheme} 没有参数“${name}”`,
  }),
  unknownConnection: (name: string) => ({ en: `unknown connection "${name}"`, zh: `没有连接“${name}”` }),
  didYouMean: (name: string) => ({ en: `did you mean "${name}"?`, zh: `是不是“${name}”？` }),
  known: (names: string) => ({ en: `known: ${names}`, zh: `现有：${names}` }),
  noneKnown: { en: 'none is known', zh: '目前一个也没有' },
} satisfies Messages;

/** What to do about an unknown name: `did you mean "x"?` or `known: a, b`. */
export function suggested(typed: string, candidates: readonly string[]): Bilingual {
  const near = nearest(typed, candidates);
  if (near !== undefined) return error.didYouMean(near);
  return candidates.length > 0 ? error.known(candidates.join(', ')) : error.noneKnown;
}
