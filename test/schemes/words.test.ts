import { readFileSync } from 'node:fs';
import path from 'node:path';
import { World } from '../support/world';
import { freshWith, warehouses } from './warehouses';

interface Once {
  readonly once: readonly { readonly operation: string; readonly answer: unknown }[];
}

const file = path.join(__dirname, '../fixtures/inputs/kingdee/08-transient-words.json');
const { once } = JSON.parse(readFileSync(file, 'utf8')) as Once;

describe('words of a platform that pass by themselves', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({
      kingdee: { auth: 'signed' },
    });
    await world.startWorker();
  });
  afterAll(() => world.stop());

  it('busy, deadlock, time-out and a closing of the books, once each: the run is clean', async () => {
    await freshWith(world, warehouses(3));
    for (const { operation, answer } of once)
      await world.control.fault({ platform: 'kingdee', operation, kind: 'answer', body: answer, times: 1 });
    const report = await world.run();
    expect(report).toMatchObject({ outcome: 'clean', counts: { created: 3, rejected: 0, inDoubt: 0 } });
  });

  it('an unknown refusal of a read, twice: the run is clean', async () => {
    await freshWith(world, warehouses(3));
    const body = { code: 7777, msg: '前所未见' };
    await world.control.fault({ platform: 'jushuitan', kind: 'answer', body, times: 2 });
    expect(await world.run()).toMatchObject({ outcome: 'clean', counts: { created: 3 } });
  });

  it('a signed session that opens late, and another one offered with every answer: the run is clean', async () => {
    await freshWith(world, warehouses(3));
    await world.control.switches('kingdee', { sessionOpensAfterSeconds: 2, setCookie: 'every-answer' });
    expect(await world.run()).toMatchObject({ outcome: 'clean', counts: { created: 3 } });
  });
});
