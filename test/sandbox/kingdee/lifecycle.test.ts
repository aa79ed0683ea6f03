import { keysOf, sample, Site, stockModel } from './support';

let site: Site;
beforeAll(async () => {
  site = await Site.start();
});
beforeEach(() => site.reset());
afterAll(() => site.sandbox.close());

type State = 'Z' | 'A' | 'B' | 'C' | 'D' | 'gone';
const operations = ['Submit', 'CancelAssign', 'Audit', 'UnAudit', 'Delete'] as const;

/** Where each operation leads from each state; the same state = refused. */
const table: Record<Exclude<State, 'gone'>, Record<(typeof operations)[number], State>> = {
  Z: { Submit: 'Z', CancelAssign: 'Z', Audit: 'Z', UnAudit: 'Z', Delete: 'gone' },
  A: { Submit: 'B', CancelAssign: 'A', Audit: 'A', UnAudit: 'A', Delete: 'gone' },
  B: { Submit: 'B', CancelAssign: 'D', Audit: 'C', UnAudit: 'B', Delete: 'B' },
  C: { Submit: 'C', CancelAssign: 'C', Audit: 'C', UnAudit: 'D', Delete: 'C' },
  D: { Submit: 'B', CancelAssign: 'D', Audit: 'D', UnAudit: 'D', Delete: 'gone' },
};

function hold(state: string, number = 'CK1') {
  site.platform.collections['BD_STOCK']?.replace([{ ...stockModel(number), FDocumentStatus: state }]);
}

async function stateOf(number = 'CK1'): Promise<State> {
  return (await site.query('FDocumentStatus', `FNumber='${number}'`))[0]?.[0] ?? 'gone';
}

const cases = Object.entries(table).flatMap(([from, row]) =>
  operations.map((one) => [one, from, row[one]] as const),
);

test.each(cases)('%s from %s leads to %s', async (operation, from, to) => {
  hold(from);
  const { IsSuccess, MsgCode } = (await site.step(operation, 'CK1')).json.Result.ResponseStatus;
  expect([IsSuccess, MsgCode]).toEqual(from === to ? [false, 11] : [true, 0]);
  expect(await stateOf()).toBe(to);
});

test('Save makes A, Draft makes Z, saving a draft makes A', async () => {
  await site.save(stockModel('CK1'));
  expect(await stateOf('CK1')).toBe('A');
  const draft = await site.call('Draft', { formid: 'BD_STOCK', data: { Model: { FNumber: 'CK2' } } });
  expect(await stateOf('CK2')).toBe('Z');
  await site.save(stockModel('CK2', { FStockId: draft.json.Result.Id }));
  expect(await stateOf('CK2')).toBe('A');
});

test.each([
  ['D', 'D'],
  ['A', 'A'],
])(
  'CancelAssign of what was never audited leads to %s by the switch',
  async (cancelAssignState, expected) => {
    site.set({ cancelAssignState });
    await site.save(stockModel('CK1'));
    await site.step('Submit', 'CK1');
    await site.step('CancelAssign', 'CK1');
    expect(await stateOf()).toBe(expected);
    await site.step('Submit', 'CK1');
    await site.step('Audit', 'CK1');
    await site.step('UnAudit', 'CK1');
    await site.step('Submit', 'CK1');
    await site.step('CancelAssign', 'CK1');
    expect(await stateOf()).toBe('D');
  },
);

test.each([
  ['refuse', false],
  ['accept', true],
])('Save on submitted and audited documents: %s', async (saveOnAudited, works) => {
  site.set({ saveOnAudited });
  for (const state of ['B', 'C']) {
    hold(state);
    const [[id]] = await site.query('FStockId');
    const { json } = await site.save({ FStockId: id, FName: '新名' });
    expect(json.Result.ResponseStatus.IsSuccess).toBe(works);
    expect(await site.query('FName,FDocumentStatus')).toEqual([[works ? '新名' : '仓库CK1', state]]);
  }
});

describe('answers', () => {
  test('success and "already audited" have the recorded keys and texts', async () => {
    hold('B', 'TK202504030001');
    const done = (await site.step('Audit', 'TK202504030001')).text;
    const recorded = sample('audit-success');
    recorded.Result.ResponseStatus.SuccessMessages = [];
    expect(keysOf(JSON.parse(done))).toBe(keysOf(recorded));
    const refused = (await site.step('Audit', 'TK202504030001')).text;
    expect(refused).toBe(JSON.stringify(sample('audit-fail-already-audited')).replace('销售出库单', '仓库'));
  });

  test('an unknown number, an unknown id, neither, an unknown form', async () => {
    expect((await site.step('Audit', 'FYBX20240718000001')).text).toBe(
      JSON.stringify(sample('fail-number-not-found')),
    );
    const code = async (formid: string, data: object) =>
      (await site.call('Audit', { formid, data })).json.Result.ResponseStatus.MsgCode;
    expect(await code('BD_STOCK', { Ids: '1' })).toBe(9);
    expect(await code('BD_STOCK', { Ids: '', Numbers: [] })).toBe(8);
    expect(await code('BD_NONE', { Ids: '1' })).toBe(4);
    expect(await code('', { Ids: '1' })).toBe(5);
  });

  test('the edit lock is answered as recorded', async () => {
    hold('A');
    site.set({ lockedNumbers: 'CK0, CK1' });
    const { text } = await site.step('Submit', 'CK1');
    const recorded = JSON.stringify(sample('fail-network-control-conflict'));
    expect(text).toBe(
      recorded.replace('“demo”', '“jinqiao”').replaceAll('销售订单', '仓库').replace('2021-28', 'CK1'),
    );
    expect(await stateOf()).toBe('A');
  });

  test.each([
    [false, 500],
    [true, undefined],
  ])('several targets, some refused; mixedIsSuccess %j', async (mixedIsSuccess, errorCode) => {
    site.set({ mixedIsSuccess });
    await site.batchSave([stockModel('CK1'), stockModel('CK2')]);
    const { json } = await site.call('Submit', {
      formid: 'BD_STOCK',
      data: { Numbers: ['CK1', 'none', 'CK2'] },
    });
    const status = json.Result.ResponseStatus;
    expect([status.IsSuccess, status.ErrorCode]).toEqual([mixedIsSuccess, errorCode]);
    expect(status.SuccessEntitys.map((one: { DIndex: number }) => one.DIndex)).toEqual([0, 2]);
    expect(status.Errors.map((one: { DIndex: number }) => one.DIndex)).toEqual([1]);
  });

  test.each([
    ['a comma-separated text', (ids: number[]) => ids.join(', ')],
    ['an array', (ids: number[]) => ids],
  ])('Ids as %s win over Numbers', async (_name, form) => {
    await site.batchSave([stockModel('CK1'), stockModel('CK2'), stockModel('CK3')]);
    const rows: number[][] = await site.query('FStockId', "FNumber<>'CK3'");
    await site.call('Submit', { formid: 'BD_STOCK', data: { Ids: form(rows.flat()), Numbers: ['CK3'] } });
    expect((await site.query('FDocumentStatus', '', { OrderString: 'FNumber' })).flat()).toEqual([
      'B',
      'B',
      'A',
    ]);
  });

  test('UseOrgId chooses between records of one number; without it the working organization goes first', async () => {
    await site.batchSave([
      stockModel('CK1', { FUseOrgId: { FNumber: '101' } }),
      stockModel('CK1'),
      stockModel('CK1', { FUseOrgId: { FNumber: '102' } }),
    ]);
    const [[id]] = await site.query('FUseOrgId', "FUseOrgId.FNumber='102'");
    await site.call('Submit', { formid: 'BD_STOCK', data: { Numbers: ['CK1'], UseOrgId: id } });
    expect(await site.query('FUseOrgId.FNumber', "FDocumentStatus='B'")).toEqual([['102']]);
    await site.step('Submit', 'CK1');
    await site.call('SwitchOrg', { data: { OrgNumber: '101' } });
    expect(
      await site.query('FUseOrgId.FNumber', "FDocumentStatus='B'", { OrderString: 'FUseOrgId.FNumber' }),
    ).toEqual([['100'], ['102']]);
    await site.step('Submit', 'CK1');
    expect(await site.query('FUseOrgId.FNumber', "FDocumentStatus='A'")).toEqual([]);
  });
});

describe('the generic operation', () => {
  const forbid = async (operation: string, opNumber: string) =>
    (await site.call(operation, { formid: 'BD_STOCK', opNumber, data: { Numbers: ['CK1'] } })).json.Result
      .ResponseStatus;

  beforeEach(() => hold('C'));

  test.each(['ExcuteOperation', 'ExecuteOperation'])('%s forbids and enables', async (operation) => {
    expect((await forbid(operation, 'Forbid')).IsSuccess).toBe(true);
    expect(await site.query('FForbidStatus')).toEqual([['B']]);
    expect((await forbid(operation, 'Enable')).IsSuccess).toBe(true);
    expect(await site.query('FForbidStatus')).toEqual([['A']]);
  });

  test('positional, and by the direct endpoint', async () => {
    await site.call('ExcuteOperation', { parameters: ['BD_STOCK', 'Forbid', '{"Numbers":["CK1"]}'] });
    expect(await site.query('FForbidStatus')).toEqual([['B']]);
    await site.step('Enable', 'CK1');
    expect(await site.query('FForbidStatus')).toEqual([['A']]);
  });

  test('a site that knows one spelling, and operations that are none', async () => {
    site.set({ operationSpelling: 'ExecuteOperation' });
    expect((await forbid('ExcuteOperation', 'Forbid')).Errors[0].Message).toBe(
      '未将对象引用设置到对象的实例',
    );
    expect((await forbid('ExecuteOperation', 'Forbid')).IsSuccess).toBe(true);
    expect((await forbid('ExecuteOperation', '')).MsgCode).toBe(3);
    expect((await forbid('ExecuteOperation', 'Fly')).MsgCode).toBe(4);
  });
});
