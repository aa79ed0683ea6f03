import type { WireRow } from '../support/control';
import { World } from '../support/world';
import { daysAgo } from './days';
import { runMoving } from './moving';
import { customerOf, shops } from './shops';
import { byKey, seen, testTarget } from './target';

const scheme = 'guanyiShopsToKingdeeCustomers';

describe(scheme, () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
    await world.startWorker();
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    await world.fresh();
    await world.control.put('kingdee', 'BD_Customer', []);
  });

  testTarget(scheme, () => world);

  const customers = async () =>
    byKey('FNumber', seen(await world.control.rows('kingdee', 'BD_Customer'), [customerOf({})]));

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
    const bad: Record<number, [change: WireRow, cause: string]> = {
      5: [{ name: '' }, 'mapping'],
      38: [{ name: null }, 'mapping'],
      71: [{ name: '　 ' }, 'mapping'],
      104: [{ name: ' ' }, 'mapping'],
      137: [{}, 'closed-period'],
      170: [{}, 'closed-period'],
    };
    // What no mapping reads refuses nothing.
    const odd = { create_date: 'null', note: null, type_name: '' };
    const rows = shops(200).map((shop, index) => ({
      ...shop,
      ...(index % 2 ? odd : {}),
      ...bad[index]?.[0],
    }));
    await world.control.put('guanyi', 'shops', rows);
    await world.control.switches('kingdee', { auditRefusedNumbers: '10138,10171' });
    const report = await world.run({ from: '2026-01-01' }, scheme);
    expect(report).toMatchObject({ outcome: 'attention', read: 200, counts: { created: 194, rejected: 6 } });
    expect(byKey('key', report.rejected)).toMatchObject(
      Object.entries(bad).map(([index, [, cause]]) => ({ key: String(10_001 + Number(index)), cause })),
    );
    const audited = (await customers()).filter(({ FDocumentStatus }) => FDocumentStatus === 'C');
    expect(audited).toEqual(rows.filter((_, index) => !(index in bad)).map(customerOf));
  });

  it.each(['modify-date-desc', 'modify-date-asc', 'id'])(
    'loses no shop when others are added and edited while it pages (%s)',
    async (shopOrder) => {
      const rows = shops(60);
      const edited = new Set([2, 25, 31, 57]);
      // What is added or edited has a time after the window's end.
      const later = { modify_date: daysAgo(-1) };
      const now = rows.map((shop, index) => (edited.has(index) ? { ...shop, ...later, name: '改名' } : shop));
      const first = { ...rows[0], ...later, id: 1, code: '10000' };
      const last = shops(66)
        .slice(60)
        .map((shop) => ({ ...shop, ...later }));
      await world.control.put('guanyi', 'shops', rows);
      await world.control.switches('guanyi', { shopOrder });
      await runMoving(world, {
        scheme,
        input: { pageSize: 10, from: '2026-01-01' },
        platform: 'guanyi',
        operation: 'gy.erp.shop.get',
        skip: 3,
        acts: [
          () => world.control.put('guanyi', 'shops', [first, ...rows, ...last]),
          () => world.control.put('guanyi', 'shops', [first, ...now, ...last]),
        ],
      });
      const made = new Set((await customers()).map(({ FNumber }) => FNumber));
      const still = rows.filter((_, index) => !edited.has(index)).map(({ code }) => code);
      expect(still.filter((code) => !made.has(code))).toEqual([]);
    },
  );
});
