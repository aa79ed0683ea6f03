import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PageQuery } from '../../../src/connectors/connector';
import { guanyiSettingsSchema } from '../../../src/connectors/guanyi/settings';
import { createGuanyiConnector, type GuanyiConnector } from '../../../src/connectors/guanyi';
import { json, type Reply } from '../scripted-server';

/** The made-up credentials of the published signature vectors. */
export const account = {
  appKey: '100001',
  sessionKey: 'sandboxsession0000000000000000001',
  secret: '0123456789abcdef0123456789abcdef',
};

/** A complete connection without limits. */
export function settings(url: string, changes: Record<string, unknown> = {}) {
  return guanyiSettingsSchema.parse({
    platform: 'guanyi',
    url: `${url}/rest/erp_open`,
    ...account,
    budget: { perSecond: 0, perMinute: 0 },
    ...changes,
  });
}

/** Connectors of one test, closed together. */
export class Connections {
  private readonly open: GuanyiConnector[] = [];

  connect(url: string, changes: Record<string, unknown> = {}): GuanyiConnector {
    const connector = createGuanyiConnector(settings(url, changes));
    this.open.push(connector);
    return connector;
  }

  async close(): Promise<void> {
    await Promise.all(this.open.splice(0).map((connector) => connector.close()));
  }
}

/** Page `number` of the shops. */
export function shops(number = 1, size = 10, request: Record<string, string> = {}): PageQuery {
  const paging = { page_no: String(number), page_size: String(size) };
  return { method: 'gy.erp.shop.get', request: { ...paging, ...request }, page: { number, size } };
}

const words = { errorCode: '', subErrorCode: '', errorDesc: '', subErrorDesc: '' };

/** An accepted page. */
export function page(rows: unknown, total: unknown): Reply {
  const body = { success: true, ...words, requestMethod: 'gy.erp.shop.get', flag: null };
  return json({ ...body, shops: rows, total });
}

/** A failure with some of the four error members. */
export function failure(said: Partial<typeof words>, status = 200): Reply {
  return json({ success: false, ...words, ...said, requestMethod: 'gy.erp.shop.get' }, status);
}

/** The body of a recorded answer. */
export function recorded(name: string): unknown {
  const file = path.join(__dirname, '../../fixtures/platforms', `guanyi-${name}.json`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { body: unknown }).body;
}
