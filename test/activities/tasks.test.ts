import { catalogue } from '../../src/operations/schemes';
import type { AuditTask, PageReference } from '../../src/contract/page';
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { createActivities } from '../../src/activities';
import { digestOf, pageTaskOf } from '../../src/activities/tasks';
import { planRun } from '../../src/activities/plan/run';
import { loadConfig } from '../../src/config/load';
import { createRuntime, type Runtime } from '../../src/runtime';
import { schemes } from '../../src/workflows/catalogue';
import { pageReference } from '../../src/workflows/engine/activities';

const table = schemes.qimenSaleoutsToKingdeeOutstocks!;
const shops = schemes.guanyiShopsToKingdeeCustomers!;
let runtime: Runtime;
let page: PageReference;

beforeAll(async () => {
  runtime = createRuntime(
    loadConfig({
      path: 'jinqiao.example.yml',
      env: parseEnv(readFileSync('.env.example', 'utf8')),
      catalogue,
    }),
  );
  const planning = { settings: runtime.schemes[table.name], sources: runtime.sources, dueAt: Date.now() };
  page = pageReference(table, await planRun(table, { from: '2026-03-01', to: '2026-03-02' }, planning), 3);
});

afterAll(() => runtime.close());

test('a page takes method, request, form, operation and switches from the table', () => {
  const { request, method } = table.source;
  const { form, operation, options } = table.target;
  expect(pageTaskOf(runtime, page)).toMatchObject({
    source: { connection: 'qimen', method, request },
    target: { connection: 'kingdee', form, operation, options },
  });
});

test.each<[string, object, RegExp]>([
  ['another target', { target: 'greatonce' }, /target is kingdee .* greatonce in the task/],
  ['another source', { source: 'guanyi' }, /source is qimen/],
  ['a request of its own', { source: { connection: 'qimen', method: 'trade.query' } }, /source: /],
  ['a form of its own', { form: 'BD_Customer' }, /form/],
  ['a scheme that there is not', { scheme: 'mine' }, /no scheme mine/],
  ['a scheme that every object has', { scheme: 'constructor' }, /no scheme constructor/],
  ['another scheme', { scheme: shops.name }, /source is guanyi/],
  ['an unknown parameter', { parameters: { mine: '1' } }, /no parameter mine; the task lacks/],
  ['a value of the window that there is not', { values: { mine: '1' } }, /values/],
  ['a time that is none', { values: { 'WINDOW_FROM|datetime': "' OR 1=1" } }, /WINDOW_FROM/],
  ['no window', { values: {} }, /values lack WINDOW_FROM/],
  ['a page of a million rows', { page: { number: 1, size: 1_000_000 } }, /page.size/],
  ['page 0', { page: { number: 0, size: 50 } }, /page.number/],
  ['a cursor of a megabyte', { page: { number: 1, size: 50, after: 'x'.repeat(1e6) } }, /page.after/],
  ['a batch of none', { batchSize: 0 }, /batchSize/],
  ['changes of its own fields', { changed: { since: 'now', until: 'now', within: {} } }, /changed.since/],
])('a page with %s is refused in one line', (_, forged, fault) => {
  const task = { ...page, ...forged } as PageReference;
  expect(() => pageTaskOf(runtime, task)).toThrow(
    expect.objectContaining({
      type: 'Misconfigured',
      nonRetryable: true,
      message: expect.stringMatching(fault),
    }),
  );
});

test('a value that a parameter does not take is refused', () => {
  const task = { ...page, parameters: { ...page.parameters, taxRate: '900' } };
  expect(() => pageTaskOf(runtime, task)).toThrow(/parameter taxRate must be/);
});

test.each([undefined, null, 'page', [], 7])('%p is no page', (task) => {
  expect(() => pageTaskOf(runtime, task as never)).toThrow(/task refused/);
});

test.each<[string, object]>([
  ['source', { source: { ...table.source, method: 'another' } }],
  ['target', { target: { ...table.target, options: {} } }],
])('a page that was planned on another %s ends its run', (_, changed) => {
  const tables = { ...schemes, [table.name]: { ...table, ...changed } };
  expect(digestOf(tables[table.name]!)).not.toBe(page.digest);
  expect(() => pageTaskOf({ ...runtime, tables }, page)).toThrow(
    expect.objectContaining({ type: 'SchemeChanged', nonRetryable: true }),
  );
  const { digest: _digest, ...repairs } = page;
  expect(pageTaskOf({ ...runtime, tables }, repairs)).toMatchObject({ page: page.page });
});

test.each<[string, Partial<AuditTask>, RegExp]>([
  ['another target', { target: 'greatonce' }, /target is kingdee/],
  ['switches of its own', { options: {} } as never, /options/],
  ['no parameters', { parameters: {} }, /lacks the parameter/],
  ['more documents than it counts', { written: { count: 1, ids: '1 +1*999999999', keys: '1' } }, /documents/],
  ['documents that are no texts', { pending: { count: 1, ids: '[{}]', keys: '1' } }, /documents/],
])('an audit with %s is refused, and no platform is asked', async (_, forged, fault) => {
  const nothing = { count: 0, ids: '', keys: '' };
  const { scheme, source, target, parameters } = page;
  const task = { scheme, source, target, parameters, written: nothing, pending: nothing, ...forged };
  await expect(createActivities(runtime).auditPage(task)).rejects.toThrow(fault);
});

test('a repair that says of a target that it can be asked, where it cannot, is refused', async () => {
  const name = 'kingdeeCustomersToGreatonceDistributors';
  const planning = { settings: runtime.schemes[name], sources: runtime.sources, dueAt: Date.now() };
  const plan = await planRun(schemes[name]!, {}, planning);
  const { digest: _digest, ...reference } = pageReference(schemes[name]!, plan, 1);
  const task = { page: reference, key: 'A', looksUp: true };
  await expect(createActivities(runtime).syncRecord(task)).rejects.toThrow(/has a look-up; it is otherwise/);
});
