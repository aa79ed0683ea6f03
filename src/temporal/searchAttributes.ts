import type { Connection } from '@temporalio/client';
import { searchAttributes as ours } from '../contract/searchAttributes';

/** What search attributes are read and made through; client and worker connections both have it. */
export type OperatorConnection = Pick<Connection, 'operatorService'>;

/** Type by name, as `temporal operator search-attribute create` takes it: `{ SchemeId: 'Keyword' }`. */
export type WantedAttributes = Readonly<Record<string, string>>;

const typeNames = { KEYWORD: 'Keyword', INT: 'Int', DATETIME: 'Datetime' } as const;

/** What our workflows set and are queried by. */
export const ourSearchAttributes: WantedAttributes = Object.fromEntries(
  Object.values(ours).map(({ name, type }) => [name, typeNames[type]]),
);

/** Numbers of the types in Temporal's API: temporal/api/enums/v1/common.proto, IndexedValueType. */
const typeNumbers: Readonly<Record<string, number>> = {
  Text: 1,
  Keyword: 2,
  Int: 3,
  Double: 4,
  Bool: 5,
  Datetime: 6,
  KeywordList: 7,
};

/** Names of the wanted search attributes that a namespace lacks or has with another type. */
export async function missingSearchAttributes(
  connection: OperatorConnection,
  namespace: string,
  wanted: WantedAttributes,
): Promise<string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return Object.entries(wanted).flatMap(([name, type]) =>
    customAttributes?.[name] === typeNumbers[type] ? [] : [name],
  );
}

/** Adds the wanted search attributes that a namespace lacks. */
export async function addMissingSearchAttributes(
  connection: OperatorConnection,
  namespace: string,
  wanted: WantedAttributes,
): Promise<void> {
  const missing = await missingSearchAttributes(connection, namespace, wanted);
  if (!missing.length) return;
  const searchAttributes = Object.fromEntries(
    missing.map((name) => [name, typeNumbers[wanted[name] ?? ''] ?? 0]),
  );
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
}

/** Thrown when a worker finds that its runs could not show themselves; `command` mends it. */
export class SearchAttributesMissing extends Error {
  constructor(
    readonly missing: readonly string[],
    readonly command: string,
  ) {
    super(`the namespace lacks the search attributes ${missing.join(', ')}; create them: ${command}`);
    this.name = 'SearchAttributesMissing';
  }
}

/**
 * Makes sure that runs can set their search attributes: without them every run would stand still at its first task.
 * @throws SearchAttributesMissing
 */
export async function assertSearchAttributes(
  connection: OperatorConnection,
  namespace: string,
  wanted: WantedAttributes,
): Promise<void> {
  const missing = await missingSearchAttributes(connection, namespace, wanted);
  if (missing.length) throw new SearchAttributesMissing(missing, createCommand(namespace, missing, wanted));
}

/** The command that makes the missing ones, for a person to run. */
export function createCommand(
  namespace: string,
  missing: readonly string[],
  wanted: WantedAttributes,
): string {
  const flags = missing.map((name) => `--name ${name} --type ${wanted[name]}`).join(' ');
  return `temporal operator search-attribute create --namespace ${namespace} ${flags}`;
}
