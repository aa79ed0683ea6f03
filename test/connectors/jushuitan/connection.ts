import { jushuitanSettingsSchema } from '../../../src/connectors/jushuitan/settings';
import { createJushuitanConnector, type JushuitanConnector } from '../../../src/connectors/jushuitan';
import type { PageQuery, Warn } from '../../../src/connectors/connector';
import { json, type Reply, type SeenRequest } from '../scripted-server';

export { call, rejectionOf } from '../calls';

/** Settings of an open-platform connection with made-up credentials and no limits. */
export function openapiSettings(url: string, changes: Record<string, unknown> = {}) {
  return jushuitanSettingsSchema.parse({
    platform: 'jushuitan',
    generation: 'openapi',
    url,
    appKey: 'demo-app',
    appSecret: 'demo-secret',
    accessToken: 'demo-token',
    budget: { perSecond: 0, perMinute: 0 },
    ...changes,
  });
}

/** The same for the old gateway. */
export function gatewaySettings(url: string, changes: Record<string, unknown> = {}) {
  return jushuitanSettingsSchema.parse({
    platform: 'jushuitan',
    generation: 'gateway',
    url: `${url}/api/open/query.aspx`,
    partnerId: 'demo-partner',
    partnerKey: 'demo-partner-key',
    token: 'demo-token',
    budget: { perSecond: 0, perMinute: 0 },
    ...changes,
  });
}

/** Connectors of one test, closed together. */
export class Connections {
  private readonly open: JushuitanConnector[] = [];

  openapi(url: string, changes: Record<string, unknown> = {}, warn?: Warn): JushuitanConnector {
    return this.keep(createJushuitanConnector(openapiSettings(url, changes), undefined, warn));
  }

  gateway(url: string, changes: Record<string, unknown> = {}): JushuitanConnector {
    return this.keep(createJushuitanConnector(gatewaySettings(url, changes)));
  }

  async close(): Promise<void> {
    await Promise.all(this.open.splice(0).map((connector) => connector.close()));
  }

  private keep(connector: JushuitanConnector): JushuitanConnector {
    this.open.push(connector);
    return connector;
  }
}

/** Page `number` of the warehouse list. */
export function warehouses(number = 1, size = 50): PageQuery {
  const request = { page_index: String(number), page_size: String(size) };
  return { method: 'wms.partner.query', request, page: { number, size } };
}

/** An accepted warehouse page of the open platform. */
export function page(rows: unknown[] = [], hasNext: unknown = false): Reply {
  return json({ msg: '执行成功', code: 0, data: { has_next: hasNext, datas: rows } });
}

/** A granted token. */
export function granted(
  accessToken: string,
  refreshToken = 'refresh-1',
  expiresIn: unknown = 2_592_000,
): Reply {
  const data = {
    access_token: accessToken,
    refresh_token: refreshToken,
    expires_in: expiresIn,
    scope: 'all',
  };
  return json({ code: 0, msg: 'ok', data });
}

/** The platform's answer for an ended token. */
export const tokenEnded = json({ code: 100, msg: '验证失败！无效的access_token或access_token已过期' });

/** The form fields of a seen open-platform request. */
export function formOf(request: SeenRequest | undefined): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(request?.body));
}
