import { qimenPlatform } from '../../../../sandbox/qimen';
import { createQimenConnector } from '../../../../src/connectors/qimen';
import { settings } from '../../qimen/connection';
import type { SourceSubject } from '../subject';

const day = '2025-03-04';
const window = { date_type: '0', start_time: `${day} 00:00:00`, end_time: `${day} 23:59:59` };

/** Equal times: the list is then in the order of its numbers. */
const saleout = (template: object, at: number, remark: string) => ({
  ...template,
  io_id: 700_001 + at,
  ts: 5_001 + at,
  modified: `${day} 10:00:00`,
  remark,
});

const failure = (code: string, message: string) => ({ response: { flag: 'failure', code, message } });

/** Sale-outs of a window. */
export const qimenSubject: SourceSubject = {
  folder: 'qimen',
  name: 'qimen',
  platform: qimenPlatform,
  sizes: { saleouts: 1 },
  collection: 'saleouts',
  operation: 'jushuitan.saleout.list.query',
  method: 'jushuitan.saleout.list.query',
  paging: 'from-last',
  // A call needs no more than key and signature: there is no session that could end.
  expiry: 'accepted',
  hourOff: 'Misconfigured',
  connect: ({ sandbox, account }, changes) =>
    createQimenConnector(settings(sandbox.url, { ...account, ...changes })),
  request: ({ number, size }) => ({ page_index: String(number), page_size: String(size), ...window }),
  row: saleout,
  key: (at) => String(700_001 + at),
  textField: 'remark',
  largest: { size: 50, beyond: 'clamped' },
  async spoil(bench) {
    const [first, ...others] = await bench.state<object>('saleouts');
    const datas = [{ ...first, io_id: { secret: '昨天' } }, ...others];
    const response = { datas, has_next: false, page_index: 1, page_size: 4 };
    await bench.fault('answer', { operation: 'jushuitan.saleout.list.query', body: { response } });
  },
  refusals: [
    [failure('7', 'App Call Limited'), 'Throttled'],
    [failure('11', 'Insufficient ISV Permissions'), 'Unauthorized'],
    [failure('41', 'Invalid Arguments'), 'Misconfigured'],
    [{ error_response: { code: 15, msg: 'Remote service error', sub_code: 'isp.unknown' } }, 'Unavailable'],
    [{ error_response: { code: 25, msg: 'Invalid Signature' } }, 'Unauthorized'],
  ],
};
