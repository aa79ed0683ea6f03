import type { Notification } from '../../../src/contract/alerts';
import { untranslated } from '../../../src/contract/bilingual';

/** A failed run, as a channel is told of it. */
export const failed: Notification = {
  kind: 'failed',
  state: 'raised',
  scheme: 'qimenSaleoutsToKingdeeOutstocks',
  title: {
    zh: '聚水潭奇门出库单查询 → 金蝶云星空销售出库单新增',
    en: 'Jushuitan-Qimen sale-outs → Kingdee sales outstocks',
  },
  message: untranslated('kingdee BatchSave: HTTP status 401'),
  window: { from: '2026-11-01 00:00:00', to: '2026-11-02 00:00:00' },
  counts: { read: 100, created: 40, unchanged: 58, audited: 0, skipped: 0, rejected: 2, inDoubt: 0 },
  run: { workflowId: 'qimen/live' },
  url: 'https://temporal.example.com/namespaces/default/workflows/qimen%2Flive',
  at: '2026-11-02T01:00:00.000Z',
  since: '2026-11-02T01:00:00.000Z',
};

/** A refused record for a cause that is new. */
export const newReason: Notification = {
  kind: 'new-reason',
  state: 'raised',
  scheme: 'qimenSaleoutsToKingdeeOutstocks',
  subject: 'closed-period',
  reasons: [
    {
      cause: 'closed-period',
      field: 'FDate',
      advice: { zh: '请反关账', en: 'Reopen the period' },
      keys: ['700001', '700002', '700003', '700004', '700005', '700006'],
    },
  ],
  at: '2026-11-02T01:00:00.000Z',
  since: '2026-11-02T01:00:00.000Z',
};
