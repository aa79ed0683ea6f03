import { msgCode, Refusal, type Fault } from '../envelopes/refusal';
import { responseStatus, type Done, type Envelope, type Failed } from '../envelopes/status';
import { texts } from '../envelopes/texts';
import { toId } from '../documents/references';
import type { Row, Value } from '../documents/row';
import type { Table } from '../documents/store';
import type { Data } from '../transport/data';
import type { Call } from '../world';

/** The documents that an operation names by `Ids` (they win) or `Numbers`: a row each, or the fault of a name without one. */
export function findTargets(table: Table, data: Data, { caller }: Call): (Row | Fault)[] {
  const ids = data.list('Ids');
  if (ids.length > 0) return ids.map((id) => table.get(toId(id)) ?? notFound(texts.idMissing(id)));
  const numbers = data.list('Numbers');
  if (numbers.length === 0) throw Refusal.of(msgCode.parameter, texts.keyMissing);
  return numbers.map(
    (number) =>
      findByNumber(table, number, data, caller.organizationId) ?? notFound(texts.numberMissing(number)),
  );
}

/**
 * The document of a number. `CreateOrgId` and `UseOrgId` (internal ids, 0 = any) choose between records of one number; without
 * them the working organization's record goes first.
 */
export function findByNumber(table: Table, number: string, data: Data, working: Value): Row | undefined {
  const wanted = (
    [
      ['CreateOrgId', 'FCreateOrgId'],
      ['UseOrgId', 'FUseOrgId'],
    ] as const
  )
    .map(([key, field]) => [field, toId(data.text(key) || '0')] as const)
    .filter(([, id]) => id !== 0);
  const rows = table
    .withNumber(number)
    .filter((row) => wanted.every(([field, id]) => row.values[field] === id));
  return rows.find((row) => row.values['FUseOrgId'] === working) ?? rows[0];
}

function notFound(message: string): Fault {
  return { fieldName: null, message, code: msgCode.notFound };
}

/** Does the work with every target by itself and sums up; a refused one does not hold back the others. */
export function onEachTarget(table: Table, data: Data, call: Call, work: (row: Row) => void): Envelope {
  const done: Done[] = [];
  const failed: Failed[] = [];
  for (const [index, target] of findTargets(table, data, call).entries()) {
    const faults = 'message' in target ? [target] : faultsOf(() => work(target));
    if ('values' in target && faults.length === 0)
      done.push({ id: target.id, number: table.numberOf(target), index });
    failed.push(...faults.map((fault) => ({ ...fault, index })));
  }
  const { mixedIsSuccess } = call.world.switches.values();
  return { Result: { ResponseStatus: responseStatus(done, failed, mixedIsSuccess) } };
}

/** Runs the work; the faults it was refused with, none when it was done. Other errors pass. */
export function faultsOf(work: () => void): readonly Fault[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof Refusal) return error.faults;
    throw error;
  }
}
