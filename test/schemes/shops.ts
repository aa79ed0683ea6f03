import type { WireRow } from '../support/control';

/** Guanyi shops in the wire shape, modified one minute after the other on a day in January; codes from 10001 on. */
export function shops(count: number): WireRow[] {
  return Array.from({ length: count }, (_, index) => {
    const minute = String(index % 60).padStart(2, '0');
    const hour = String(Math.floor(index / 60) % 24).padStart(2, '0');
    return {
      id: 900_000_000_000 + index,
      nick: `店铺${index + 1}`,
      code: String(10_001 + index),
      name: `天猫旗舰店${index + 1}🛒`,
      create_date: '2026-01-01 00:00:00',
      modify_date: `2026-01-05 ${hour}:${minute}:00`,
      note: '',
      type_name: '天猫',
    };
  });
}

/** The customer that a shop becomes, field by field, as Kingdee holds it. */
export function customerOf(shop: WireRow): WireRow {
  return {
    FNumber: shop.code,
    FName: shop.name,
    FUseOrgId: { FNumber: '100' },
    FCreateOrgId: { FNumber: '100' },
    FDocumentStatus: 'C',
  };
}
