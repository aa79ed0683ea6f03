import type { Document } from '../../../src/contract/page';
import type { KingdeeForms, StockDocument } from '../../../src/connectors/kingdee/model';

const stock: StockDocument = {
  FNumber: 'CK001',
  FName: '仓',
  FCreateOrgId: { FNumber: '101' },
  FUseOrgId: { FNumber: '101' },
};

// Held by `tsc --noEmit`: each line fails to compile when the model becomes too wide.
// @ts-expect-error the form has no such key
const misspelt: StockDocument = { ...stock, FAdress: '' };
// @ts-expect-error a reference is an object
const bareReference: StockDocument = { ...stock, FUseOrgId: '101' };
// @ts-expect-error a required key is missing
const incomplete: StockDocument = { FNumber: 'CK001', FName: '仓', FUseOrgId: { FNumber: '101' } };
// @ts-expect-error an unknown form
const unknownForm: keyof KingdeeForms = 'BD_STOCKS';

test('a stock document is a document of the connector contract', () => {
  const documents: readonly Document[] = [stock, misspelt, bareReference, incomplete];
  expect(documents).toHaveLength(4);
  expect(unknownForm).toBe('BD_STOCKS');
});
