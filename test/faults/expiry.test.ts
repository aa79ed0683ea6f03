import type { World, WorldOptions } from '../support/world';
import { boundariesOf } from './support/boundaries';
import { caseOf, cases, type SchemeCase, worldFor } from './support/cases';
import { isLong, part, sampled } from './support/form';
import { begin, expectSame, faultFree } from './support/reference';

const minutes = isLong ? 3_600_000 : 180_000;
const bySecret = { auth: 'app-secret' };
const byPassword = {
  auth: 'password',
  password: { env: 'KINGDEE_PASSWORD' },
  appId: undefined,
  appSecret: undefined,
};

/** Ways to prove who calls, each with what the platform may do about it. */
const ways: readonly {
  name: string;
  platform: string;
  options: WorldOptions;
  switches: readonly object[];
}[] = [
  {
    name: 'the Kingdee session of signed calls',
    platform: 'kingdee',
    options: {},
    switches: [{ staleSignedSession: 'session-lost' }, { staleSignedSession: 'renew' }],
  },
  {
    name: 'the Kingdee session of a login by secret',
    platform: 'kingdee',
    options: { kingdee: bySecret },
    switches: [{ kickOut: false }, { kickOut: true }],
  },
  {
    name: 'the Kingdee session of a login by password, with a lock and in English',
    platform: 'kingdee',
    options: { kingdee: byPassword },
    switches: [{ lockAfterFailures: 1, siteLanguage: 'en' }],
  },
  {
    name: 'the Jushuitan token',
    platform: 'jushuitan',
    options: {},
    switches: [
      { initChangesToken: true, refreshChangesToken: false, refreshAllowed: true },
      { initChangesToken: false, refreshChangesToken: false, refreshAllowed: true },
      { initChangesToken: true, refreshChangesToken: true, refreshAllowed: true },
      { initChangesToken: true, refreshChangesToken: false, refreshAllowed: false },
    ],
  },
];

/** Ends sessions and tokens before any call of a run, each in a run of its own, and before many calls of one run. */
async function expireEverywhere(world: World, one: SchemeCase, platform: string): Promise<void> {
  // The first run may log in; it is the calls of the later ones that count.
  await faultFree(world, one);
  const reference = await faultFree(world, one);
  const calls = boundariesOf(reference.calls).filter(
    (call) => call.platform === platform && call.when === 'before',
  );
  const places = [...calls.keys()];
  const single = sampled(places, 1, `expiry ${platform}`).map((skip) => [skip]);
  for (const skips of [...single, places.filter((place) => place % 3 === 0)]) {
    await part(`expired before calls ${skips.join(', ')} of ${platform}`, async () => {
      await begin(world, one);
      await world.control.fault(skips.map((skip) => ({ platform, kind: 'session-expiry', skip, times: 1 })));
      await expectSame(world, one, await world.run(one.input, one.scheme), reference);
      expect(await world.control.faults()).toEqual([]);
    });
  }
}

describe('sessions and tokens that end before any call of a run', () => {
  it.concurrent.each(ways)(
    '$name: it goes on',
    async ({ platform, options, switches }) => {
      const one = caseOf('jushuitanWarehousesToKingdeeStocks');
      const world = await worldFor(one, options);
      try {
        await world.startWorker();
        for (const values of switches) {
          await world.control.switches(platform, values);
          await part(JSON.stringify(values), () => expireEverywhere(world, one, platform));
        }
      } finally {
        await world.stop();
      }
    },
    minutes,
  );

  const others = cases.filter(({ scheme }) => scheme !== 'jushuitanWarehousesToKingdeeStocks');
  it.concurrent.each(sampled(others, 1, 'expiry'))(
    'the Kingdee session of $scheme: it goes on',
    async (one) => {
      const world = await worldFor(one, { kingdee: bySecret });
      try {
        await world.startWorker();
        await expireEverywhere(world, one, 'kingdee');
      } finally {
        await world.stop();
      }
    },
    minutes,
  );
});
