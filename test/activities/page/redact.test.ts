import type { Document } from '../../../src/contract/page';
import { redactPersonalData } from '../../../src/activities/page/redact';
import type { Rejection, TargetConnector } from '../../../src/connectors/connector';
import { ConnectorError } from '../../../src/connectors/errors';
import { createGreatonceConnector } from '../../../src/connectors/greatonce';
import { greatonceSettingsSchema } from '../../../src/connectors/greatonce/settings';
import { mapping as warehouses } from '../../../src/mappings/jushuitanWarehousesToKingdeeStocks';
import { mapping as customers } from '../../../src/mappings/kingdeeCustomersToGreatonceDistributors';
import { mapping as bills } from '../../../src/mappings/qimenSaleoutsToKingdeeOutstocks';
import { personalKeys } from '../../../src/mappings/marks';
import { createKingdeeConnector } from '../../../src/connectors/kingdee';
import {
  json,
  type Reply,
  type ScriptedServer,
  startScriptedServer,
  text,
} from '../../connectors/scripted-server';

const call = { signal: new AbortController().signal };
const wang: Document = {
  distributorCode: '王小二1',
  distributorName: '王小二',
  address: '示例里弄9号',
  mobile: '13900000000',
};

let server: ScriptedServer;
let close: () => Promise<void> = () => Promise.resolve();
beforeEach(async () => {
  server = await startScriptedServer(json({}));
});
afterEach(async () => {
  await close();
  await server.close();
});

function greatonce(codeRule = 'name-row'): TargetConnector {
  const account = { url: `${server.url}/api/api.do`, appKey: 'a', appSecret: 'made-up', customerId: 'c' };
  const connector = createGreatonceConnector(
    greatonceSettingsSchema.parse({ platform: 'greatonce', ...account }),
  );
  close = () => connector.close();
  return redactPersonalData(connector, customers, { codeRule });
}

function kingdee(): TargetConnector {
  const connector = createKingdeeConnector({
    platform: 'kingdee',
    auth: 'signed',
    url: `${server.url}/k3cloud/`,
    acctId: 'a',
    userName: 'u',
    appId: '100001_c2VjcmV0',
    appSecret: 'made-up-secret',
  });
  close = () => connector.close();
  return redactPersonalData(connector, bills, {});
}

async function said(
  target: TargetConnector,
  form: string,
  document: Document,
  reply: Reply,
): Promise<string> {
  server.script(reply);
  try {
    const { results, general } = await target.save(form, [document], {}, call);
    const rejections = [...results, ...general] as readonly (Rejection | { rejection?: Rejection })[];
    return JSON.stringify(rejections);
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return JSON.stringify([error.message, error.details, error.stack]);
  }
}

const distributor = 'greatonce.distributor.single.sync';
const refusal = (message: string) =>
  json({ flag: 'failure', code: '9', sub_code: 'x', sub_message: message });

test('GreatOnce: a refusal does not repeat what its call holds of a person, however it is written', async () => {
  const target = greatonce();
  const quotes = [
    '王小二1：13900000000 示例里弄9号',
    '王 小 二',
    encodeURIComponent('示例里弄9号'),
    '地址 示例里弄',
  ];
  for (const quote of quotes) {
    const words = await said(target, distributor, wang, refusal(`分销商 ${quote} 不合法`));
    expect(words).toContain('不合法');
    expect(words).not.toMatch(/王\s*小|1390|里弄|%E7/);
  }
});

test('a code that is a number of the source stays readable', async () => {
  const words = await said(
    greatonce('number-row'),
    distributor,
    { ...wang, distributorCode: 'C0001' },
    refusal('编码 C0001 已存在'),
  );
  expect(words).toContain('C0001');
});

const bill: Document = {
  FBillNo: '700001',
  FNote: '3000000000000000001 张三丰 138 0013 8000 浙江省杭州市西湖区',
};
const errors = (Message: string) =>
  json({
    Result: {
      ResponseStatus: {
        IsSuccess: false,
        MsgCode: 11,
        Errors: [{ FieldName: 'FNote', Message, DIndex: 0 }],
        SuccessEntitys: [],
      },
    },
  });

test('Kingdee: a remark is personal, and its refusal is rid of it before it is cut', async () => {
  const target = kingdee();
  for (const quote of [
    bill.FNote as string,
    '张三丰 138 0013',
    '浙江省杭州市西…',
    'x'.repeat(290) + (bill.FNote as string),
  ]) {
    const words = await said(target, 'SAL_OUTSTOCK', bill, errors(`单据700001的备注“${quote}”超长`));
    expect(words).toContain('700001');
    expect(words).not.toMatch(/张三|138|杭州|浙江/);
  }
});

test('Kingdee: the body of an HTTP error is in no error', async () => {
  const words = await said(
    kingdee(),
    'SAL_OUTSTOCK',
    bill,
    text('<html>blocked: 张三丰 13800138000 made-up-secret</html>', 503),
  );
  expect(words).not.toMatch(/blocked|张三|138001|made-up/);
});

test('Kingdee: a secret is left out in each of its forms', async () => {
  const echo = `appsecret=made-up-secret app=${encodeURIComponent('100001_c2VjcmV0')} ${JSON.stringify('MADE-UP-SECRET')}`;
  const words = await said(kingdee(), 'SAL_OUTSTOCK', bill, errors(echo));
  expect(words).not.toMatch(/made-up|MADE-UP|c2Vjcm/i);
});

test('free text is personal unless its cell says otherwise; a mapping without any leaves the target as it is', () => {
  const keys = personalKeys(bills, {});
  expect(keys).toContain('FNote');
  expect(keys).not.toContain('FEntity.FEntrynote');
  const plain = kingdee();
  expect(redactPersonalData(plain, warehouses, {})).toBe(plain);
});
