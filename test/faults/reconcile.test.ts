import { plant, withoutIds } from '../schemes/reconcile/support';
import { DIFFERENCE_KINDS, type Reconciliation } from '../../src/contract/reconcile';
import type { WireRow } from '../support/control';
import type { World } from '../support/world';
import { caseOf, type SchemeCase, worldFor } from './support/cases';
import { isLong, part, seed } from './support/form';
import { Random } from './support/random';
import { begin, expectBalanced, faultFree } from './support/reference';
import { targetOf } from './support/target';
import { kinds } from './support/kinds';

/** A scheme whose sides are compared, and how a document of it is altered: the name is the field that must be found. */
interface Compared {
  readonly one: SchemeCase;
  readonly number: 'FNumber' | 'FBillNo';
  readonly days: { readonly from?: string; readonly to?: string };
  readonly alterations: Readonly<Record<string, (document: WireRow) => WireRow>>;
}

const day = (days: number) =>
  new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10);
const renamed = { FName: (document: WireRow) => ({ ...document, FName: `${String(document.FName)}改` }) };
const firstLine = (change: (line: WireRow) => WireRow) => (document: WireRow) => {
  const [line, ...lines] = document.FEntity as [WireRow, ...WireRow[]];
  return { ...document, FEntity: [{ ...line, ...change(line) }, ...lines] };
};

const compared: readonly Compared[] = [
  {
    one: caseOf('jushuitanWarehousesToKingdeeStocks'),
    number: 'FNumber',
    days: {},
    alterations: renamed,
  },
  { one: caseOf('guanyiShopsToKingdeeCustomers'), number: 'FNumber', days: {}, alterations: renamed },
  {
    one: caseOf('qimenSaleoutsToKingdeeOutstocks'),
    number: 'FBillNo',
    days: { from: day(2), to: day(0) },
    alterations: {
      'FEntity[0].FAllAmount': firstLine(({ FAllAmount }) => ({ FAllAmount: Number(FAllAmount) + 0.01 })),
      'FEntity[0].FRealQty': firstLine(({ FRealQty }) => ({ FRealQty: Number(FRealQty) + 1 })),
      'FEntity[0].FIsFree': firstLine(({ FIsFree }) => ({ FIsFree: FIsFree !== true })),
      'FEntity.length': (document) => ({
        ...document,
        FEntity: [...(document.FEntity as WireRow[]), withoutIds((document.FEntity as [WireRow])[0])],
      }),
    },
  },
];

const nothing = Object.fromEntries(DIFFERENCE_KINDS.map((kind) => [kind, []]));
const keysOf = ({ found }: Reconciliation) =>
  Object.fromEntries(DIFFERENCE_KINDS.map((kind) => [kind, found[kind].map(({ key }) => key)]));

function reconciled(world: World, { one: { scheme }, days }: Compared): Promise<Reconciliation> {
  return world.client.workflow.execute<(input: object) => Promise<Reconciliation>>('reconcileScheme', {
    taskQueue: world.taskQueue,
    workflowId: `${world.taskQueue}/reconcile/${scheme}/${Date.now()}`,
    args: [{ scheme, ...days }],
  });
}

/** A run under faults that heal, to its clean end. */
async function runInStorm(world: World, one: SchemeCase, random: Random): Promise<void> {
  const { calls } = await faultFree(world, one);
  await begin(world, one);
  const healing = kinds.filter(({ heals }) => heals);
  for (let count = 0; count < 3; count += 1) {
    const { platform, operation } = random.pick(calls);
    const { fault } = random.pick(healing);
    await world.control.fault({
      platform,
      operation,
      ...fault,
      skip: random.int(0, 4),
      times: 1,
    });
  }
  const report = await world.run(one.input, one.scheme);
  await world.control.clearFaults();
  expectBalanced(report);
  expect(report).toMatchObject({ outcome: 'clean' });
}

async function findPlanted(world: World, of: Compared, random: Random): Promise<void> {
  const { one, number, alterations } = of;
  await runInStorm(world, one, random);
  expect(keysOf(await reconciled(world, of))).toEqual(nothing);

  const written = await targetOf(world, one);
  const chosen = random.sample(written, 3);
  const [deleted, doubled, altered] = chosen.toSorted(() => (random.chance(0.5) ? 1 : -1)) as [
    WireRow,
    WireRow,
    WireRow,
  ];
  const [field, alter] = random.pick(Object.entries(alterations));
  await plant(world, one.target[1], [
    ...written.flatMap((document) => {
      if (document === deleted) return [];
      return document === altered ? [alter(document)] : [document];
    }),
    withoutIds(doubled),
  ]);
  const report = await reconciled(world, of);
  expect(keysOf(report)).toEqual({
    ...nothing,
    missing: [deleted[number]],
    doubled: [doubled[number]],
    different: [altered[number]],
  });
  expect(report.found.different[0]?.fields).toContain(field);
  expect(report.found.doubled[0]?.documents).toBe(2);
  await world.control.switches('kingdee', { uniqueWithoutValidation: true });
}

describe('one deleted, one doubled and one altered document, planted after a storm', () => {
  it.concurrent.each(compared.map((of) => ({ of, scheme: of.one.scheme })))(
    '$scheme: a reconciliation finds these and nothing else',
    async ({ of }) => {
      const world = await worldFor(of.one);
      try {
        await world.startWorker();
        for (let round = seed; round < seed + (isLong ? 20 : 1); round += 1)
          await part('planted', () => findPlanted(world, of, new Random(round, of.one.scheme)), round);
      } finally {
        await world.stop();
      }
    },
    isLong ? 3_600_000 : 180_000,
  );
});
