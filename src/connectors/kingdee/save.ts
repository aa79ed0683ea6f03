import type { Call, CallOptions, WriteAnswer } from '../connector';
import type { Document } from '../../contract/page';
import { Misconfigured } from '../errors';
import type { KingdeeClient } from './client';
import { formTable, keyOfDocument } from './forms';
import { formOperation } from './operations';
import { assertSentNumbers } from './sentNumbers';
import type { KingdeeSettings } from './settings';
import { withUnresolved } from './unresolved';
import { readWrite, savedNumbers } from './writes';

const nothing: WriteAnswer = { results: [], general: [] };

/**
 * Saves new documents with one `BatchSave`.
 * @throws also NumberChanged where the site has given other numbers than those sent
 */
export async function batchSave(
  client: KingdeeClient,
  form: string,
  documents: readonly Document[],
  options: CallOptions,
  call: Call,
  spelling: KingdeeSettings['numberSpelling'] = 'exact',
): Promise<WriteAnswer> {
  if (documents.length === 0) return nothing;
  documents.forEach((document) => checkNew(form, document));
  const data = { ...options, Model: documents };
  const reply = await client.call(formOperation('BatchSave', 'write', form), data, call);
  const numbers = documents.map((document) => keyOfDocument(form, document).number);
  const answer = readWrite(reply, { count: documents.length, numbers });
  assertSentNumbers(form, documents, savedNumbers(reply, documents.length), spelling);
  return withUnresolved(answer, documents);
}

/**
 * Submits or audits documents by internal id. `Ids` is one text; of ids and numbers Kingdee lets ids win. `options` are
 * the operation's own switches (`InterationFlags`, `NetworkCtrl`, `IsVerifyProcInst`, `IgnoreInterationFlag`,
 * `SelectedPostId` …) and go out as they are; what an operation does not know, Kingdee ignores.
 */
export async function changeState(
  client: KingdeeClient,
  operation: 'Submit' | 'Audit',
  form: string,
  ids: readonly string[],
  options: CallOptions,
  call: Call,
): Promise<WriteAnswer> {
  formTable(form, operation);
  if (ids.length === 0) return nothing;
  const data = { CreateOrgId: 0, ...options, Numbers: [], Ids: ids.join(',') };
  const reply = await client.call(formOperation(operation, 'write', form), data, call);
  return readWrite(reply, { count: ids.length, ids });
}

/** A primary key would overwrite the record that has it; without a number nobody could find the document again. */
function checkNew(form: string, document: Document): void {
  const { id, number } = formTable(form, 'BatchSave');
  const details = { platform: 'kingdee', operation: 'BatchSave' };
  const hasId = ![undefined, null, '', 0, '0'].includes(document[id] as string | undefined);
  if (hasId)
    throw new Misconfigured(`a new ${form} must not carry ${id}: it would overwrite that record`, details);
  if (keyOfDocument(form, document).number === '') {
    throw new Misconfigured(
      `a new ${form} must carry ${number}: without it a repeat would double it`,
      details,
    );
  }
}
