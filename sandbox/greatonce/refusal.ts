/** Thrown where a call is refused, in words: the attested ones, or our own, which start with `SIM:`. */
export class Refusal extends Error {}

/** Thrown for a wrong signature, which has an answer of its own (page §4). */
export class IllegalRequest extends Refusal {
  constructor() {
    super('Illegal request');
  }
}

/** Thrown for one call too many; its form is a switch. */
export class TooFast extends Refusal {}

/** The words of refusals; those without `SIM:` are attested (page §4). */
export const texts = {
  unknownCustomer: (customerId: string) => `未找到对应的接口配置：${customerId}`,
  missingParameter: (name: string) => `SIM: 缺少系统参数 ${name}`,
  badParameter: (name: string) => `SIM: 系统参数 ${name} 不正确`,
  badClock: 'SIM: timestamp 超出允许的误差',
  noMethod: (method: string) => `SIM: 没有接口 ${method}`,
  badContentType: 'SIM: Content-Type 必须是 application/json',
  badBody: 'SIM: 请求体不是 JSON 对象',
  noWrapper: (member: string) => `SIM: 请求体缺少 ${member}`,
  missingMember: (member: string) => `SIM: ${member} 不能为空`,
  unknownMember: (member: string) => `SIM: 没有参数 ${member}`,
  badMember: (member: string) => `SIM: ${member} 的值不正确`,
  unknownDistributor: (code: string) => `SIM: 分销商编码 ${code} 不存在`,
} as const;
