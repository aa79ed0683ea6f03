import { jushuitanPlatform } from '../../../../sandbox/jushuitan';
import { createJushuitanConnector } from '../../../../src/connectors/jushuitan';
import type { Bench } from '../../sandbox';
import { gatewaySettings, openapiSettings } from '../../jushuitan/connection';
import type { SourceSubject } from '../subject';

const warehouse = (template: object, at: number, name: string) => ({
  ...template,
  name,
  wms_co_id: 20_001 + at,
  is_main: false,
});

async function spoil(bench: Bench): Promise<void> {
  const [first, ...others] = await bench.state<object>('warehouses');
  const datas = [{ ...first, wms_co_id: '昨天' }, ...others];
  const list = { datas, has_next: false, page_index: 1, page_size: 4 };
  // The open platform reads the inner list, the old gateway the outer one.
  await bench.fault('answer', {
    operation: 'wms.partner.query',
    body: { code: 0, msg: '', data: list, ...list },
  });
}

const warehouses = {
  folder: 'jushuitan',
  platform: jushuitanPlatform,
  sizes: { warehouses: 1 },
  collection: 'warehouses',
  operation: 'wms.partner.query',
  method: 'wms.partner.query',
  paging: 'number',
  hourOff: 'Misconfigured',
  request: ({ number, size }) => ({ page_index: String(number), page_size: String(size) }),
  row: warehouse,
  key: (at) => String(20_001 + at),
  textField: 'name',
  largest: { size: 100, beyond: 'clamped' },
  spoil,
} satisfies Partial<SourceSubject>;

/** Warehouses through both protocol generations. */
export const jushuitanSubjects: readonly SourceSubject[] = [
  {
    ...warehouses,
    name: 'jushuitan, open platform',
    expiry: 'accepted',
    connect: ({ sandbox }, changes) =>
      createJushuitanConnector(openapiSettings(sandbox.url, { accessToken: undefined, ...changes })),
    refusals: [
      [{ code: 130, msg: '请求参数不正确' }, 'Misconfigured'],
      [{ code: 150, msg: '执行失败' }, 'Unavailable'],
      [{ code: 190, msg: '没有权限' }, 'Unauthorized'],
      [{ code: 200, msg: '超过每分钟调用次数' }, 'Throttled'],
    ],
  },
  {
    ...warehouses,
    name: 'jushuitan, old gateway',
    expiry: 'Unauthorized',
    connect: ({ sandbox, account }, changes) =>
      createJushuitanConnector(gatewaySettings(sandbox.url, { token: account.token, ...changes })),
    refusals: [
      [{ code: 130, issuccess: false, msg: '请求参数不正确' }, 'Misconfigured'],
      [{ code: 150, issuccess: false, msg: '执行失败' }, 'Unavailable'],
      [{ code: 10, issuccess: false, msg: '签名错误' }, 'Unauthorized'],
      [{ code: 199, issuccess: false, msg: '调用频次超过限制' }, 'Throttled'],
    ],
  },
];
