import { createSandbox, type RunningSandbox } from '../../../sandbox/server';
import type { KingdeeSettingsInput } from '../../../src/connectors/kingdee/settings';
import { createKingdeeConnector, type KingdeeConnector } from '../../../src/connectors/kingdee';
import type { ListedDocument } from '../../../src/connectors/connector';
import { Misconfigured } from '../../../src/connectors/errors';
import { Control, type WireRow } from '../../support/control';
import { call } from './support';

let sandbox: RunningSandbox;
let control: Control;
let kingdee: KingdeeConnector;
beforeAll(async () => {
  sandbox = await createSandbox({ sizes: { BD_Customer: 1 } });
  control = new Control(`${sandbox.url}/_sandbox`);
  const account = sandbox.description['kingdee'] as Record<string, string>;
  const { url, acctId, userName, appId, appSecret } = account;
  kingdee = createKingdeeConnector({
    platform: 'kingdee',
    auth: 'signed',
    url,
    acctId,
    userName,
    appId,
    appSecret,
    // Small, so that everything is paged.
    lookUpBatch: 3,
    queryLimit: 2,
  } as KingdeeSettingsInput);
  await control.switches('kingdee', { uniqueWithoutValidation: false });
});
afterAll(async () => {
  await kingdee.close();
  await sandbox.close();
});

const listing = () => kingdee.listing!;
const stock = (number: string, organization: string) => ({
  FNumber: number,
  FName: number,
  FDocumentStatus: 'C',
  FUseOrgId: { FNumber: organization },
  FCreateOrgId: { FNumber: organization },
});
const shown = (documents: readonly ListedDocument[]) =>
  documents.map(({ number, organization }) => `${number}@${organization}`);

test('doubles and other spellings are found, other organizations are not', async () => {
  const rows = [
    stock('A1', '100'),
    stock('a1', '100'),
    stock('A1', '101'),
    stock('B1', '101'),
    stock('B2', '100'),
  ];
  await control.put('kingdee', 'BD_STOCK', rows);
  const keys = [
    { number: 'A1', organization: '100' },
    { number: 'B1', organization: '101' },
    { number: 'B2', organization: '101' },
    { number: 'none', organization: '100' },
  ];
  const found = await listing().byKeys('BD_STOCK', keys, { fields: ['FName'] }, call);
  expect(shown(found)).toEqual(['A1@100', 'a1@100', 'B1@101']);
  expect(found[0]).toMatchObject({ state: 'audited', fields: { FName: 'A1' }, lines: [] });
  const identities = found.map((document) => listing().identityOf('BD_STOCK', document));
  expect(identities[0]).toBe(identities[1]);
});

test('a number is found in every organization, with its times', async () => {
  const found = await listing().byNumber('BD_STOCK', 'A1', call);
  expect(shown(found).sort()).toEqual(['A1@100', 'A1@101', 'a1@100']);
  expect(found[0]?.created).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect(await listing().byNumber('BD_STOCK', "it's", call)).toEqual([]);
});

test('a selection is read page by page, with the lines of its bills', async () => {
  const [customer] = await control.rows('kingdee', 'BD_Customer');
  const organization = { FNumber: '100' };
  const bill = (number: string, date: string, amounts: number[]): WireRow => ({
    FBillNo: number,
    FBillTypeID: { FNUMBER: 'XSCKD01_SYS' },
    FDate: date,
    FDocumentStatus: 'A',
    FSaleOrgId: organization,
    FStockOrgId: organization,
    FCustomerID: { FNumber: customer?.FNumber },
    FEntity: amounts.map((amount) => ({ FRealQty: 1, FAllAmount: amount })),
  });
  const days = ['2026-05-31', '2026-06-01', '2026-06-01', '2026-06-02', '2026-06-02', '2026-06-03'];
  await control.put(
    'kingdee',
    'SAL_OUTSTOCK',
    days.map((day, at) => bill(`B${at}`, day, [at, 0.5, 0.25].slice(0, at))),
  );
  const filter = "FDate>='2026-06-01' and FDate<'2026-06-03'";
  const wanted = { fields: ['FDate'], lines: { entry: 'FEntity', fields: ['FAllAmount'] } };
  const found: ListedDocument[] = [];
  let after: string | undefined;
  do {
    const page = await listing().page('SAL_OUTSTOCK', filter, wanted, after, call);
    found.push(...page.documents);
    after = page.cursor;
  } while (after !== undefined);
  expect(found.map(({ number, lines }) => [number, lines.map(({ FAllAmount }) => FAllAmount)])).toEqual([
    ['B1', ['1']],
    ['B2', ['2', '0.5']],
    ['B3', ['3', '0.5', '0.25']],
    ['B4', ['4', '0.5', '0.25']],
  ]);
  expect(found[0]).toMatchObject({ state: 'saved', fields: { FDate: '2026-06-01T00:00:00' } });
});

test('a selection by a field of the lines, which gives a bill for each line, is refused and not counted twice', async () => {
  const filter = "FAllAmount>0.1 and FBillNo='B3'";
  const page = listing().page('SAL_OUTSTOCK', filter, { fields: ['FDate'] }, undefined, call);
  await expect(page).rejects.toThrow('one FID comes twice');
  await expect(page).rejects.toBeInstanceOf(Misconfigured);
});

test('lines that the connector does not know are refused', async () => {
  const wanted = { fields: [], lines: { entry: 'FOther', fields: ['FX'] } };
  await expect(listing().page('SAL_OUTSTOCK', '', wanted, undefined, call)).rejects.toThrow('FOther');
});
