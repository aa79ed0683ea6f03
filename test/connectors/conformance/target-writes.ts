import { Misconfigured } from '../../../src/connectors/errors';
import { call, rejectionOf } from '../calls';
import { oddText } from './bench';
import { idsOf, type TargetBench } from './target-bench';

/** The life of documents, with what the form allows of it. */
export function lifeOfDocuments(site: TargetBench): void {
  const { form, abilities } = site.subject;

  test('what the form allows', () => {
    expect(site.connect().abilitiesOf(form)).toEqual(abilities);
  });

  if (abilities.audits) lookedUpAndAudited(site);
  else if (abilities.looksUp) lookedUp(site);
  else savedOnly(site);

  test('nothing to do is no call', async () => {
    const connector = site.connect();
    await site.fault('status', { status: 500 });
    expect(await site.save(connector, [])).toEqual({ results: [], general: [] });
  });

  test('the same batch twice: one document each', async () => {
    const connector = site.connect();
    const numbers = ['N-1', 'N-2', 'N-3'];
    idsOf(await site.save(connector, site.documents(...numbers)));
    const { results, inDoubt } = await site.save(connector, site.documents(...numbers));
    expect(inDoubt).toBeUndefined();
    expect(results).toHaveLength(3);
    for (const result of results) {
      if ('rejection' in result) expect(result.rejection.cause).toBe('duplicate-number');
      else expect(result.existed).toBe(true);
    }
    expect((await site.held()).sort()).toEqual(numbers);
  });

  test('one number twice in a batch: one document', async () => {
    const { results } = await site.save(site.connect(), site.documents('N-1', 'N-1'));
    expect(results.toSorted((a, b) => a.index - b.index)).toMatchObject([
      { index: 0, id: expect.stringMatching(/\S/) },
      { index: 1, rejection: { cause: 'duplicate-number' } },
    ]);
    expect(await site.held()).toEqual(['N-1']);
  });
}

function lookedUpAndAudited(site: TargetBench): void {
  const { form, fields } = site.subject;

  test('save, look up, submit, audit, verified', async () => {
    const connector = site.connect();
    const ids = idsOf(await site.save(connector, site.documents('N-1', "N'2", 'N-3')));
    expect(await site.held()).toEqual(['N-1', "N'2", 'N-3']);
    const keys = ['N-3', 'N-404', "N'2"].map((number) => site.key(number));
    const found = await connector.lookUp(form, keys, [fields.number], call);
    expect(found.map(({ id, number, state }) => ({ id, number, state })).toSorted(byNumber)).toEqual([
      { id: ids[1], number: "N'2", state: 'saved' },
      { id: ids[2], number: 'N-3', state: 'saved' },
    ]);
    expect(found.every((one) => one.fields[fields.number] === one.number)).toBe(true);
    expect(idsOf(await connector.submit(form, ids, {}, call))).toEqual(ids);
    expect(await statesOf(site, ids)).toEqual(['submitted', 'submitted', 'submitted']);
    expect(idsOf(await connector.audit(form, ids, {}, call))).toEqual(ids);
    expect(await statesOf(site, ids)).toEqual(['audited', 'audited', 'audited']);
  });
}

/** A form without audit: what is saved is final. */
function lookedUp(site: TargetBench): void {
  const { form, fields } = site.subject;

  test('save, look up, and nothing else', async () => {
    const connector = site.connect();
    idsOf(await site.save(connector, site.documents('N-1', "N'2", 'N-3')));
    const keys = ['N-3', 'N-404', "N'2"].map((number) => site.key(number));
    const found = await connector.lookUp(form, keys, [fields.number], call);
    expect(found.toSorted(byNumber)).toMatchObject([
      { number: "N'2", state: 'audited', fields: { [fields.number]: "N'2" } },
      { number: 'N-3', state: 'audited', fields: { [fields.number]: 'N-3' } },
    ]);
    const ids = found.map(({ id }) => id);
    expect(await connector.lookUpIds(form, ids, call)).toMatchObject(found.map(({ number }) => ({ number })));
    for (const refused of [connector.submit(form, ids, {}, call), connector.audit(form, ids, {}, call)])
      expect(await rejectionOf(refused)).toBeInstanceOf(Misconfigured);
  });
}

const byNumber = (a: { number: string }, b: { number: string }) => (a.number < b.number ? -1 : 1);

async function statesOf(site: TargetBench, ids: readonly string[]): Promise<string[]> {
  const found = await site.connect().lookUpIds(site.subject.form, ids, call);
  return ids.map((id) => found.find((one) => one.id === id)?.state ?? 'missing');
}

/** A form that can be neither looked up nor audited says so, rather than that nothing was found. */
function savedOnly(site: TargetBench): void {
  const { form } = site.subject;

  test('save, and nothing else', async () => {
    const connector = site.connect();
    idsOf(await site.save(connector, site.documents('N-1', "N'2", 'N-3')));
    expect((await site.held()).sort()).toEqual(["N'2", 'N-1', 'N-3']);
    for (const refused of [
      connector.lookUp(form, [site.key('N-1')], [], call),
      connector.lookUpIds(form, ['N-1'], call),
      connector.submit(form, ['N-1'], {}, call),
      connector.audit(form, ['N-1'], {}, call),
    ])
      expect(await rejectionOf(refused)).toBeInstanceOf(Misconfigured);
  });
}

/** What is in documents, and what they are called. */
export function documentsThemselves(site: TargetBench): void {
  const { form, fields, batchSwitches, abilities } = site.subject;

  test.each(batchSwitches)('a refused document among good ones, %j', async (switches) => {
    await site.bench.switches(switches);
    const batch = [...site.documents('N-1'), site.subject.refused('N-2'), ...site.documents('N-3')];
    const { results } = await site.save(site.connect(), batch);
    const held = await site.held();
    expect(held).not.toContain('N-2');
    expect(results).toContainEqual({
      index: 1,
      rejection: expect.objectContaining({ message: expect.stringMatching(/\S/) }),
    });
    const written = results.flatMap((result) => ('id' in result ? [result.index] : []));
    expect(written).toEqual([0, 2].filter((index) => held.includes(`N-${index + 1}`)));
    expect(results).toHaveLength(written.length + 1);
  });

  test('odd text arrives and comes back as it is', async () => {
    const connector = site.connect();
    const number = `Ｎ-“1”'😀`;
    idsOf(await site.save(connector, [site.subject.document(number, oddText)]));
    expect(await site.textOf(number)).toBe(oddText);
    if (!abilities.looksUp) return;
    const found = await connector.lookUp(form, [site.key(number)], [fields.text], call);
    expect(found).toMatchObject([{ number, fields: { [fields.text]: oddText } }]);
  });

  test('business keys', () => {
    const { keyOf } = site.connect();
    expect(keyOf(form, site.subject.document('N-1'))).toMatchObject(site.key('N-1'));
    expect(keyOf(form, { ...site.subject.document(''), [fields.number]: undefined }).number).toBe('');
  });

  test('a document without a number is never sent', async () => {
    const nameless = { ...site.subject.document('N-1'), [fields.number]: '' };
    expect(await rejectionOf(site.save(site.connect(), [nameless]))).toBeInstanceOf(Misconfigured);
    expect(await site.held()).toEqual([]);
  });

  test('an unknown form', async () => {
    const connector = site.connect();
    const unknown = 'NO_SUCH_FORM';
    expect(() => connector.abilitiesOf(unknown)).toThrow(Misconfigured);
    expect(() => connector.keyOf(unknown, {})).toThrow(Misconfigured);
    for (const refused of [
      connector.save(unknown, site.documents('N-1'), {}, call),
      connector.lookUp(unknown, [site.key('N-1')], [], call),
      connector.lookUpIds(unknown, ['1'], call),
      connector.submit(unknown, ['1'], {}, call),
      connector.audit(unknown, ['1'], {}, call),
    ])
      expect(await rejectionOf(refused)).toBeInstanceOf(Misconfigured);
  });
}
