import { extended } from '../record';
import type { BillRow } from './query';
import type { KingdeeSettings } from './settings';

/** Member of a row that holds the contact row's internal id. */
const entryId = 'FT_BD_CUSTCONTACT_FENTRYID';

type ContactSettings = Pick<KingdeeSettings, 'contactFields' | 'customersWithoutContacts'>;

/** Field keys that a customer's contact rows are read with. */
export function contactFields({ contactFields: keys }: ContactSettings): string[] {
  return [keys.address, keys.name, keys.mobile];
}

/**
 * One row per contact, under the view's names and with its running number `bfn_num` from 1. A customer without contacts
 * is one row with number 1, or none, as the connection says.
 */
export function flattenContacts(
  customer: BillRow,
  contacts: readonly BillRow[],
  settings: ContactSettings,
): BillRow[] {
  if (contacts.length === 0)
    return settings.customersWithoutContacts === 'skip' ? [] : [extended(customer, { bfn_num: '1' })];
  return contacts.map((contact, index) =>
    extended(customer, { ...named(contact, settings), bfn_num: String(index + 1) }),
  );
}

function named(contact: BillRow, { contactFields: keys }: ContactSettings): BillRow {
  const { [entryId]: id, [keys.address]: address, [keys.name]: name, [keys.mobile]: mobile } = contact;
  const members = {
    [entryId]: id,
    BD_CUSTCONTACT_ADDRESS: address,
    BD_CUSTCONTACT_TContact_Name: name,
    BD_CUSTCONTACT_MOBILE: mobile,
  };
  const present = Object.entries(members).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(present);
}
