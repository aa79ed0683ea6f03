import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { faultLines } from '../../src/messages/faults';
import { ConfigFaults } from '../../src/config/faults';
import { loadConfig } from '../../src/config/load';
import { root } from '../../src/root';
import { catalogue } from '../../src/operations/schemes';

const example = readFileSync(path.join(root, 'jinqiao.example.yml'), 'utf8');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'slices-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Faults of the example with a line more in a scheme. */
function faultsOf(scheme: string, line: string): string[] {
  const file = path.join(folder, 'jinqiao.yml');
  writeFileSync(file, example.replace(`  ${scheme}:\n`, `  ${scheme}:\n    ${line}\n`));
  const named = [...example.matchAll(/\benv: ([A-Z_]+)/g)].map(([, name = '']) => [
    name,
    name.endsWith('PORT') ? '1' : 'http://127.0.0.1:1',
  ]);
  try {
    loadConfig({ path: file, env: Object.fromEntries(named), catalogue });
    return [];
  } catch (error) {
    if (!(error instanceof ConfigFaults)) throw error;
    return faultLines(error).map(({ en }) => en);
  }
}

const sliced = 'qimenSaleoutsToKingdeeOutstocks';

test.each([
  [sliced, 'sliceDays: 1'],
  [sliced, 'sliceDays: 7'],
  [sliced, 'sliceHours: 1'],
  [sliced, 'sliceHours: 24'],
])('%s takes %s', (scheme, line) => {
  expect(faultsOf(scheme, line)).toEqual([]);
});

test.each([
  [sliced, 'sliceDays: 8', /sliceDays: .*7/],
  [sliced, 'sliceDays: 0', /sliceDays: .*1/],
  [sliced, 'sliceDays: 1.5', /sliceDays/],
  [sliced, 'sliceHours: 25', /sliceHours: .*24/],
  [
    'jushuitanWarehousesToKingdeeStocks',
    'sliceDays: 1',
    /sliceDays: the source of this scheme is not read in slices; leave it out/,
  ],
])('%s refuses %s in one line', (scheme, line, fault) => {
  expect(faultsOf(scheme, line)).toEqual([expect.stringMatching(fault)]);
});
