import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { meaningOf } from '../../../src/connectors/kingdee/causes';

const inputs = join(__dirname, '../../fixtures/inputs/kingdee');
const input = (name: string): unknown => JSON.parse(readFileSync(join(inputs, `${name}.json`), 'utf8'));

const causeOf = (text: string, kind: 'read' | 'write' = 'write', msgCode?: number) =>
  meaningOf({ text, msgCode }, kind)?.cause;

const { texts: healing } = input('19-refusals-that-heal-by-themselves') as { texts: string[] };
const expected = [
  'edit-lock',
  'edit-lock',
  'edit-lock',
  'missing-base-data',
  'required-field',
  'required-field',
  'interaction',
  'not-initialised',
  'missing-base-data',
  'no-permission',
];

test.each(healing.map((text, index): [string, string | undefined] => [text, expected[index]]))(
  '%s is %s',
  (text, cause) => {
    expect(causeOf(text, 'write', 0)).toBe(cause);
  },
);

interface Refused {
  readonly Result: { readonly ResponseStatus: { readonly Errors: { Message: string }[]; MsgCode: number } };
}

const database = input('18-database-words-with-a-reason') as { answers: Refused[]; texts: string[] };

test('what follows the words of a failed database tells the cause', () => {
  const causes = database.answers.map(({ Result: { ResponseStatus: status } }) =>
    causeOf(status.Errors[0]!.Message, 'write', status.MsgCode),
  );
  expect(causes).toEqual(['value-too-long', 'duplicate-number']);
  expect(database.texts.map((text) => causeOf(text, 'write', 6))).toEqual([
    'value-too-long',
    'duplicate-number',
    'duplicate-number',
  ]);
});

/** Field and message as the table sees them, and the cause of a refused write. */
const records: [string, string][] = [
  // A number that is taken, and values that are not the number.
  ['FBillNo 违反字段唯一性要求：编码唯一。[test5]在当前系统中已经被使用。', 'duplicate-number'],
  ['FNumber,FUseOrgId 编码为"CK1"的仓库，组织内编码唯一', 'duplicate-number'],
  ['違反欄位唯一性要求：編碼唯一', 'duplicate-number'],
  ['违反字段唯一性要求：单据编号唯一。[XSCK1]已经被使用', 'duplicate-number'],
  ['Violation of UNIQUE KEY constraint: duplicate key value is (1)', 'duplicate-number'],
  ['FName 违反字段唯一性要求：名称唯一。[分仓0002]在当前系统中已经被使用。', 'value-taken'],
  ['违反字段唯一性要求：来源单号唯一。[700001]…', 'value-taken'],
  ['姓名和证件号组合唯一性校验', 'value-taken'],
  ['名称[分仓0002]已存在', 'value-taken'],
  ['The name "Main" already exists', 'value-taken'],
  // Values.
  ['FCustomerID 字段“客户”是必填项', 'required-field'],
  ['單據體實體【明細資訊】第【1】行分錄，【倉庫】欄位必錄', 'required-field'],
  ['Customer is required', 'required-field'],
  ['String or binary data would be truncated.', 'value-too-long'],
  ['將截斷字串或二進位資料', 'value-too-long'],
  ['字段“备注”的长度超过了最大长度255', 'value-too-long'],
  ['名称不能超过80个字符', 'value-too-long'],
  ['第1行分录，数量大于入库上限！', 'quantity-limit'],
  // Conflicts.
  ['网络冲突：库存组织编码[100]正处于关账或反关账，不允许操作！', 'network-conflict'],
  ['網路衝突：庫存組織編碼[100]正處於關帳或反關帳，不允許操作！', 'network-conflict'],
  ['組織正在關帳', 'network-conflict'],
  ['單據正在被使用者編輯，請稍後再試', 'edit-lock'],
  ['The document is being edited by another user', 'edit-lock'],
  ['该数据正在被“demo”使用', 'edit-lock'],
  ['已被其他用户修改', 'stale-data'],
  ['AbstractInteractionResult 更新库存时出现可以忽略的异常数据，是否继续？', 'interaction'],
  // Base data.
  ['客户[C1]不存在或已禁用', 'missing-base-data'],
  ['物料“M1”已被禁用', 'missing-base-data'],
  ['供應商[S1]在組織[101]下未分配', 'missing-base-data'],
  ['Material M1 is not allocated to organization 101', 'missing-base-data'],
  ['Customer C1 does not exist', 'missing-base-data'],
  ['编码值["CK9"]不存在', 'number-not-found'],
  ['库存组织未启用', 'not-initialised'],
  ['The stock organization is not initialized', 'not-initialised'],
  // State and day.
  ['所属期间已关账，不允许审核！', 'closed-period'],
  ['本期已结账', 'closed-period'],
  ['单据编号为“X”的销售出库单，单据已经审核！', 'already-audited'],
  ['单据已审核，不允许修改', 'wrong-state'],
  ['实体不存在此属性！', 'unknown-field'],
  // The whole call.
  ['服务器忙，请稍后再试', 'busy'],
  ['事务与另一个进程被死锁在锁资源上，并且已被选作死锁牺牲品。请重新运行该事务。', 'busy'],
  ['执行超时已过期。', 'busy'],
  ['Timeout expired. The timeout period elapsed prior to completion of the operation.', 'busy'],
  ['数据库执行异常', 'database-failure'],
  ['数据库执行异常：事务被死锁', 'busy'],
  ['接口调用超过限制，请稍后再试', 'call-limit'],
  ['触发流控', 'call-limit'],
  ['會話資訊已丟失，請重新登入', 'session-lost'],
  ['登录已失效', 'session-lost'],
  ['Session expired', 'session-lost'],
  ['您没有“仓库”的“保存”权限，请联系系统管理员', 'no-permission'],
  ['登录失败次数超限，请稍后再试', 'account-locked'],
];

test.each(records)('%s is %s', (text, cause) => expect(causeOf(text)).toBe(cause));

/** Neighbours that hold a word of a row and are none of its matters. */
test.each([
  ['结算方式不正确', undefined],
  ['the designer of the block assigns nothing', undefined],
  ['限流阀[LV-01]的单价不正确', undefined],
  ['业务类型与单据类型不匹配', undefined],
  ['信用额度超过限制', undefined],
  ['含税单价不能小于等于0', undefined],
  ['存在运行中的工作流实例，不允许审核！', undefined],
  ['收货签名与订单不符', undefined],
  ['the number of lines is odd', undefined],
  ['分配数量不足', undefined],
])('%s is nothing that a table knows', (text, cause) => expect(causeOf(text)).toBe(cause));

test('codes speak only where no words do', () => {
  expect(causeOf('前所未见', 'write', 6)).toBe('database-failure');
  expect(causeOf('服务器忙，请稍后再试', 'write', 11)).toBe('busy');
  expect(causeOf('字段“客户”是必填项', 'write', 1)).toBe('required-field');
});
