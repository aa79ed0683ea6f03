import type { Document, DocumentKey } from '../../../src/contract/page';
import type { TargetConnector, TargetDocument } from '../../../src/connectors/connector';
import { InDoubt, Unavailable } from '../../../src/connectors/errors';
import { insertMissing } from '../../../src/activities/page/save';
import type { Writer } from '../../../src/activities/page/writeItem';

const details = { platform: 'ledger', operation: 'BatchSave' };

/** A target that keeps documents by number and breaks down, without an answer, on what `breaksOn` says. */
class Ledger implements Pick<TargetConnector, 'platform' | 'keyOf' | 'lookUp' | 'save'> {
  readonly platform = 'ledger';
  readonly held: string[] = [];
  readonly batches: number[] = [];
  isReachable = true;

  constructor(
    private readonly breaksOn: (number: string) => boolean,
    private readonly commitsFirst = false,
  ) {}

  keyOf = (_form: string, document: Document): DocumentKey => ({ number: String(document.FNumber) });

  async lookUp(_form: string, keys: readonly DocumentKey[]): Promise<(TargetDocument & DocumentKey)[]> {
    if (!this.isReachable) throw new Unavailable('down', details);
    const found = keys.filter(({ number }) => this.held.includes(number));
    return found.map(({ number }) => ({ id: `id-${number}`, number, state: 'saved', fields: {} }));
  }

  async save(_form: string, documents: readonly Document[]) {
    this.batches.push(documents.length);
    const numbers = documents.map((document) => String(document.FNumber));
    const breaks = numbers.some(this.breaksOn);
    if (!breaks || this.commitsFirst) this.held.push(...numbers);
    if (breaks) throw new InDoubt('no answer', details);
    return { results: numbers.map((number, index) => ({ index, id: `id-${number}` })), general: [] };
  }
}

function writer(target: Ledger, changes: Partial<Writer> = {}): Writer {
  const call = { signal: new AbortController().signal };
  return {
    target: target as unknown as TargetConnector,
    form: 'F',
    options: {},
    looksUp: true,
    batchSize: 4,
    compared: { head: [], lists: {} },
    namesDocuments: true,
    read: call,
    write: call,
    givesUp: false,
    lookUpPauses: [1, 1],
    throttleWaitMs: 1_000,
    ...changes,
  };
}

const outgoing = Array.from({ length: 10 }, (_, index) => ({
  key: `k${index}`,
  document: { FNumber: `n${index}` },
}));

describe('insertMissing', () => {
  it('adopts what an unanswered save did commit, and writes it no second time', async () => {
    const target = new Ledger((number) => number === 'n5', true);
    const saved = await insertMissing(writer(target), outgoing);
    expect(saved).toMatchObject({ adopted: 4, pending: [], rejected: [], inDoubt: [] });
    expect(saved.written.map(([, key]) => key).sort()).toEqual(outgoing.map(({ key }) => key).sort());
    expect(target.batches).toEqual([4, 4, 2]);
  });

  it('throws when an unanswered save did not happen, so that the next attempt begins with a look-up', async () => {
    await expect(insertMissing(writer(new Ledger((number) => number === 'n5')), outgoing)).rejects.toThrow(
      InDoubt,
    );
  });

  it('leaves records in doubt when they cannot be looked up either', async () => {
    const target = new Ledger((number) => number === 'n5', true);
    const { save } = target;
    target.save = async (form, documents) => {
      const last = documents.some((document) => document.FNumber === 'n5');
      if (last) target.isReachable = false;
      return save.call(target, form, documents);
    };
    const saved = await insertMissing(writer(target), outgoing);
    expect(saved.inDoubt).toEqual(['k4', 'k5', 'k6', 'k7']);
    expect(saved.written).toHaveLength(6);
    expect(target.held).toHaveLength(10);
  });

  it('counts every changed document, and names the first ones with the first fields', async () => {
    const target = new Ledger(() => false);
    const held = { FName: 'other' };
    const lines = { FEntity: Array.from({ length: 30 }, () => ({ FQty: '2' })) };
    target.lookUp = async (_form, keys) =>
      keys.map((key) => ({ ...key, id: key.number, state: 'audited', fields: held, lines }));
    const compared = {
      head: [{ key: 'FName', path: ['FName'] }],
      lists: { FEntity: [{ key: 'FQty', path: ['FQty'] }] },
    };
    const FEntity = Array.from({ length: 30 }, () => ({ FQty: 1 }));
    const documents = Array.from({ length: 25 }, (_, index) => ({
      key: `k${index}`,
      document: { FNumber: `n${index}`, ...(index === 0 ? { FName: 'other' } : { FName: 'x', FEntity }) },
    }));
    const saved = await insertMissing(writer(target, { compared }), documents);
    expect(saved).toMatchObject({ unchanged: 25, changed: 25 });
    expect(saved.changedRecords).toHaveLength(20);
    expect(saved.changedRecords[0]).toEqual({ key: 'k0', fields: ['FEntity.length'] });
    expect(saved.changedRecords[1]).toMatchObject({ key: 'k1', further: 11 });
    expect(saved.changedRecords[1]?.fields).toHaveLength(20);
    expect(target.batches).toEqual([]);
  });

  it('knows the document on which the platform breaks down once it is saved alone', async () => {
    const target = new Ledger((number) => number === 'n5');
    const saved = await insertMissing(writer(target, { batchSize: 1, givesUp: true }), outgoing);
    expect(saved.rejected).toMatchObject([{ key: 'k5', cause: 'unanswered' }]);
    expect(saved.written).toHaveLength(9);
  });
});
