import type { WireRow } from '../support/control';
import { World } from '../support/world';

const scheme = 'guanyiShopsToKingdeeCustomers';

/** Shops in the platform's wire shape, modified one minute after the other on a day in January. */
function shops(count: number): WireRow[] {
  return Array.from({ length: count }, (_, index) => {
    const minute = String(index % 60).padStart(2, '0');
    const hour = String(Math.floor(index / 60) % 24).padStart(2, '0');
    const time = `2026-01-05 ${hour}:${minute}:00`;
    return {
      id: 900_000_000_000 + index,
      nick: `店铺${index + 1}`,
      code: String(10_001 + index),
      name: `天猫旗舰店${index + 1}🛒`,
      create_date: '2026-01-01 00:00:00',
      modify_date: time,
      note: '',
      type_name: '天猫',
    };
  });
}

describe(scheme, () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
    await world.startWorker();
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    await world.control.reset();
    await world.control.put('kingdee', 'BD_Customer', []);
  });

  const customers = async () =>
    (await world.control.rows('kingdee', 'BD_Customer'))
      .map(({ FNumber, FName, FUseOrgId, FCreateOrgId, FDocumentStatus }) => ({
        FNumber,
        FName,
        FUseOrgId,
        FCreateOrgId,
        FDocumentStatus,
      }))
      .sort((a, b) => String(a.FNumber).localeCompare(String(b.FNumber)));
  const customerOf = (shop: WireRow) => ({
    FNumber: shop.code,
    FName: shop.name,
    FUseOrgId: { FNumber: '100' },
    FCreateOrgId: { FNumber: '100' },
    FDocumentStatus: 'C',
  });

  it('makes an audited customer of every shop, and writes nothing the second time', async () => {
    const rows = shops(120);
    await world.control.put('guanyi', 'shops', rows);
    expect(await world.run({ from: '2026-01-01' }, scheme)).toMatchObject({
      outcome: 'clean',
      pages: 3,
      read: 120,
      counts: { created: 120 },
    });
    expect(await customers()).toEqual(rows.map(customerOf));
    await world.control.forgetRequests();
    expect(await world.run({ from: '2026-01-01' }, scheme)).toMatchObject({
      outcome: 'clean',
      counts: { unchanged: 120 },
    });
    expect(await world.control.requests('?write=true')).toEqual([]);
  });

  it('reads only what was modified from a time on', async () => {
    const rows = shops(90);
    await world.control.put('guanyi', 'shops', rows);
    const report = await world.run({ from: '2026-01-05 01:00:00' }, scheme);
    expect(report).toMatchObject({ read: 30, counts: { created: 30 } });
    expect(await customers()).toEqual(rows.slice(60).map(customerOf));
  });

  it('refuses exactly the 3 % that are bad', async () => {
    const rows = shops(200).map((shop, index) => (index % 33 === 5 ? { ...shop, name: '' } : shop));
    await world.control.put('guanyi', 'shops', rows);
    const report = await world.run({ from: '2026-01-01' }, scheme);
    const bad = rows.filter((shop) => shop.name === '');
    expect(report).toMatchObject({
      outcome: 'attention',
      counts: { created: 200 - bad.length, rejected: bad.length },
    });
    expect(report.rejected.map(({ key }) => key).sort()).toEqual(bad.map((shop) => shop.code));
    expect(await customers()).toHaveLength(200 - bad.length);
  });
});
