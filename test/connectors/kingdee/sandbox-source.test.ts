import { createSandbox, type RunningSandbox } from '../../../sandbox/server';
import type { KingdeeSettingsInput } from '../../../src/connectors/kingdee/settings';
import { createKingdeeConnector, type KingdeeConnector } from '../../../src/connectors/kingdee';
import type { SourceRow } from '../../../src/connectors/connector';
import { call } from './support';

/** Customers written to the simulator and read from it again as rows of a source. */
const organization = { FNumber: '101' };
let sandbox: RunningSandbox;
let kingdee: KingdeeConnector;
beforeAll(async () => {
  sandbox = await createSandbox();
  const account = sandbox.description['kingdee'] as Record<string, string>;
  const { url, acctId, userName, appId, appSecret } = account;
  const credentials = { url, acctId, userName, appId, appSecret };
  kingdee = createKingdeeConnector({
    platform: 'kingdee',
    auth: 'signed',
    ...credentials,
  } as KingdeeSettingsInput);
});
afterAll(async () => {
  await kingdee.close();
  await sandbox.close();
});

const customer = (serial: number) => ({
  FNumber: `SRC${serial}`,
  FName: `客户${serial}`,
  FCreateOrgId: organization,
  FUseOrgId: organization,
  FT_BD_CUSTCONTACT: Array.from({ length: serial % 4 }, (_, i) => ({
    FNUMBER1: `${i + 1}`,
    FNAME1: '默认地址',
    FADDRESS1: `地址${i + 1}`,
    FMOBILE: '13800000000',
  })),
});

async function readAll(size: number): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  const method = 'ExecuteBillQuery/BD_Customer';
  const request = { FilterString: "FNumber like 'SRC%' or FNumber='none'" };
  let after: string | undefined;
  for (let number = 1; ; number += 1) {
    const page = { number, size, ...(after === undefined ? {} : { after }) };
    const read = await kingdee.readPage({ method, request, page }, call);
    rows.push(...read.rows);
    if (!read.hasNext) return rows;
    after = read.cursor;
  }
}

test.each([3, 7, 100])('25 customers with 0 to 3 contacts, %i a page', async (size) => {
  const all = Array.from({ length: 25 }, (_, i) => customer(i));
  if (size === 3) expect((await kingdee.save('BD_Customer', all, {}, call)).general).toEqual([]);
  const expected = all.flatMap(({ FNumber, FT_BD_CUSTCONTACT: { length } }) =>
    Array.from({ length: Math.max(1, length) }, (_, i) => `${FNumber}@101#${i + 1}`),
  );
  const rows = await readAll(size);
  expect(rows.map(({ key }) => key)).toEqual(expected);
  expect(rows[2]?.row).toMatchObject({ Name: '客户2', BD_CUSTCONTACT_ADDRESS: '地址1', bfn_num: '1' });
});
