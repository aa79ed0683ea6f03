import { warehouses, stockOf, seenFields } from '../schemes/warehouses';
import { World, type WorldOptions } from '../support/world';
import { isLong, part, seed } from './support/form';
import { Random } from './support/random';
import { expectBalanced } from './support/reference';

const rows = warehouses(100);
const scheme = { concurrency: 4, pageSize: 5, batchSize: 5 };

/** Each worker has tokens and sessions of its own, and a new one may end the other's. */
const rivalries: readonly { name: string; platform: string; options: WorldOptions; switches: object }[] = [
  {
    name: 'Jushuitan token, each new one ending the other',
    platform: 'jushuitan',
    options: {},
    switches: { initChangesToken: true, refreshChangesToken: true },
  },
  {
    name: 'Jushuitan token, kept by getInitToken',
    platform: 'jushuitan',
    options: {},
    switches: { initChangesToken: false },
  },
  {
    name: 'Kingdee session, each login ending the other',
    platform: 'kingdee',
    options: {
      kingdee: {
        auth: 'password',
        password: { env: 'KINGDEE_PASSWORD' },
        appId: undefined,
        appSecret: undefined,
      },
    },
    switches: { kickOut: true, lockAfterFailures: 1 },
  },
];

describe('two workers that renew at once', () => {
  it.each(rivalries)(
    'the $name: both go on, and the runs end clean',
    async ({ name, platform, options, switches }) => {
      const world = await World.start({ ...options, scheme });
      try {
        await world.control.switches(platform, switches);
        await world.control.put('jushuitan', 'warehouses', rows);
        await Promise.all([world.startWorker(), world.startWorker()]);
        const random = new Random(seed, name);
        for (let round = 1; round <= (isLong ? 20 : 1); round += 1) {
          await part(`round ${round}`, async () => {
            await world.control.put('kingdee', 'BD_STOCK', []);
            const skips = random.sample([...Array(40).keys()], 4);
            await world.control.fault(
              skips.map((skip) => ({ platform, kind: 'token-expiry', skip, times: 1 })),
            );
            const reports = await Promise.all([
              world.run(),
              world.run({ parameters: { organization: '102' } }),
            ]);
            for (const report of reports) {
              expectBalanced(report);
              expect(report).toMatchObject({ outcome: 'clean', counts: { created: 100 } });
            }
            const held = await world.control.rows('kingdee', 'BD_STOCK');
            for (const organization of ['101', '102'])
              expect(
                seenFields(
                  held.filter(({ FUseOrgId }) => (FUseOrgId as { FNumber: string }).FNumber === organization),
                ),
              ).toEqual(rows.map((row) => stockOf(row, organization)));
            expect(held).toHaveLength(200);
            await world.control.clearFaults();
          });
        }
      } finally {
        await world.stop();
      }
    },
    isLong ? 3_600_000 : 180_000,
  );
});
