import type { Request } from '../connector';
import { formTable } from './forms';
import type { QueryMethod } from './queries';
import { type BillRow, quote } from './query';

/**
 * Business key of a row: the document's number; of a customer's contact `number@organization#running number`, since
 * customer numbers are unique within an organization only.
 */
export function rowKey({ byContact }: QueryMethod, number: string, row: BillRow): string {
  if (!byContact) return number;
  const organization = row['FUseOrgId.FNumber'];
  const owner = organization ? `${number}@${organization}` : number;
  return `${owner}#${row['bfn_num'] ?? ''}`;
}

/** A request with its filter narrowed to the document of a key; a customer's rows are all its contacts. */
export function narrowed(method: QueryMethod, request: Request, key: string): Request {
  const { number } = formTable(method.form, method.name);
  const own = request['FilterString']?.trim();
  const filter = method.byContact ? contactFilter(number, key) : `${number}=${quote(key)}`;
  return { ...request, FilterString: own ? `(${own}) and ${filter}` : filter };
}

/** Numbers may hold `@` and `#` themselves: the last ones count. */
function contactFilter(number: string, key: string): string {
  const [, owner = key] = /^(.*)#\d*$/s.exec(key) ?? [];
  const [, customer, organization] = /^(.*)@([^@]*)$/s.exec(owner) ?? [];
  if (customer === undefined || organization === undefined) return `${number}=${quote(owner)}`;
  return `${number}=${quote(customer)} and FUseOrgId.FNumber=${quote(organization)}`;
}
