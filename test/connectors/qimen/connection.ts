import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PageQuery } from '../../../src/connectors/connector';
import { qimenSettingsSchema } from '../../../src/connectors/qimen/settings';
import { createQimenConnector, type QimenConnector } from '../../../src/connectors/qimen';
import { json, type Reply } from '../scripted-server';

/** A complete connection with made-up credentials and no limits. */
export function settings(url: string, changes: Record<string, unknown> = {}) {
  return qimenSettingsSchema.parse({
    platform: 'qimen',
    url: `${url}/router/qm`,
    appKey: 'demo-top-key',
    appSecret: 'demo-top-secret',
    customerId: 'demo-customer',
    budget: { perSecond: 0, perMinute: 0 },
    ...changes,
  });
}

/** Connectors of one test, closed together. */
export class Connections {
  private readonly open: QimenConnector[] = [];

  connect(url: string, changes: Record<string, unknown> = {}): QimenConnector {
    const connector = createQimenConnector(settings(url, changes));
    this.open.push(connector);
    return connector;
  }

  async close(): Promise<void> {
    await Promise.all(this.open.splice(0).map((connector) => connector.close()));
  }
}

/** Page `number` of the sale-outs of a window. */
export function saleouts(number = 1, size = 50, window: Record<string, string> = {}): PageQuery {
  const request = { page_index: String(number), page_size: String(size), date_type: '0', ...window };
  return { method: 'jushuitan.saleout.list.query', request, page: { number, size } };
}

/** An accepted page. */
export function page(datas: unknown[] = [], has_next: unknown = false): Reply {
  return json({ response: { page_index: 1, page_size: 50, has_next, datas } });
}

/** The body of a recorded answer. */
export function recorded(name: string): unknown {
  const file = path.join(__dirname, '../../fixtures/platforms', `jushuitan-${name}.json`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { body: unknown }).body;
}
