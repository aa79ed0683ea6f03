import { kingdeePlatform } from '../../../../sandbox/kingdee';
import type { KingdeeSettingsInput } from '../../../../src/connectors/kingdee/settings';
import { createKingdeeConnector, type KingdeeConnector } from '../../../../src/connectors/kingdee';
import type { Bench } from '../../sandbox';
import type { Changes, Ending } from '../subject';

/** How calls prove who they are. */
export type Auth = KingdeeSettingsInput['auth'];

/** The organization that demo data belong to. */
export const organization = { FNumber: '100' };

/** The simulated site with what a sale-out refers to: a stock, a customer and a material. */
export const kingdeeSite = {
  folder: 'kingdee',
  platform: kingdeePlatform,
  sizes: { BD_STOCK: 1, BD_Customer: 1, BD_MATERIAL: 1 },
  // A lost session heals by one fresh one, whatever the mode.
  expiry: 'accepted',
} as const;

/** Only signed calls carry a time. */
export const hourOff = (auth: Auth): Ending => (auth === 'signed' ? 'Unauthorized' : 'accepted');

/** A connector under the credentials that the simulator publishes. */
export function connectKingdee(auth: Auth, { account }: Bench, changes: Changes = {}): KingdeeConnector {
  const { password, appId, appSecret, lcid: _lcid, ...common } = account;
  const secrets = auth === 'password' ? { password } : { appId, appSecret };
  const settings = { platform: 'kingdee', auth, ...common, ...secrets, ...changes };
  return createKingdeeConnector(settings as KingdeeSettingsInput);
}

/** A sale-out with one line. */
export function outstock(number: string, note = ''): Record<string, unknown> {
  return {
    FBillNo: number,
    FDate: '2025-04-01',
    FNote: note,
    FSaleOrgId: organization,
    FStockOrgId: organization,
    FCustomerID: { FNumber: '10001' },
    SubHeadEntity: { FSettleOrgID: organization, FSettleCurrID: { FNumber: 'PRE001' } },
    FEntity: [
      {
        FMaterialID: { FNumber: 'M00001' },
        FRealQty: 10,
        FTaxPrice: 11.3,
        FEntryTaxRate: 13,
        FStockID: { FNumber: 'CK00001' },
      },
    ],
  };
}

/** Base data: a stock or a customer. */
export function baseData(number: string, name = `名称${number}`): Record<string, unknown> {
  return { FNumber: number, FName: name, FCreateOrgId: organization, FUseOrgId: organization };
}
