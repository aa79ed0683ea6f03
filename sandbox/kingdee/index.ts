import type { Answer, Platform } from '../platform';
import { Sessions } from './auth/sessions';
import { LockBook } from './auth/locks';
import { account } from './credentials';
import { levelCollection, StockLevels } from './bills/stock-levels';
import { Store } from './documents/store';
import { documentCollection } from './documents/wire';
import { msgCode } from './envelopes/refusal';
import { printFailure } from './envelopes/shape';
import { texts } from './envelopes/texts';
import { forms } from './forms';
import { withCustomFields } from './forms/custom-fields';
import { findOperation } from './operations/table';
import { seedSite } from './seed';
import { createSwitches } from './switches';
import { Services } from './transport/routes';
import type { World } from './world';

/** The simulated Kingdee K3Cloud site: its WebAPI under `/k3cloud/`, one account, all forms of `forms/`. */
export async function kingdeePlatform(): Promise<Platform> {
  const { fakerZH_CN: faker } = await import('@faker-js/faker');
  let now = () => new Date();
  const switches = createSwitches();
  const world: World = {
    store: new Store(
      (form) => withCustomFields(form, switches.values().customFields),
      () => switches.values(),
    ),
    levels: new StockLevels(),
    sessions: new Sessions(),
    switches,
    repeats: new Map(),
    savedAt: new Map(),
    tasks: new Map(),
    now: () => now(),
  };
  const locks = new LockBook();
  return {
    name: 'kingdee',
    collections: {
      ...Object.fromEntries(forms.map((form) => [form.id, documentCollection(form, world)])),
      STK_Inventory: levelCollection(world.levels, world.store),
    },
    switches: world.switches,
    register(app, gate) {
      now = () => gate.now();
      new Services(world, locks).register(app, gate);
    },
    reset(seed) {
      const { store, levels, sessions, repeats, savedAt, tasks } = world;
      for (const part of [store, levels, sessions, repeats, savedAt, tasks, locks]) part.clear();
      world.switches.reset();
      seedSite(world, seed, faker);
    },
    expireSessions: () => world.sessions.clear(),
    throttleAnswer: (operation) => throttled(world, operation?.operation),
    describe: (baseUrl) => describe(baseUrl),
  };
}

/** The call-limit refusal in the shape of the operation that was called; of an object operation where none is named. */
function throttled({ switches }: World, operation = ''): Answer {
  const fault = { fieldName: null, message: texts.callLimit, code: msgCode.callLimit };
  const printing = findOperation(operation) ?? { shape: 'object' };
  const body = printFailure([fault], printing, switches.values());
  return { status: 200, body, refused: true, reason: texts.callLimit };
}

function describe(baseUrl: string): Record<string, string | number> {
  const { acctId, userName, password, appId, appSecret, lcid, orgNum } = account;
  return { url: `${baseUrl}/k3cloud/`, acctId, userName, password, appId, appSecret, lcid, orgNum };
}
