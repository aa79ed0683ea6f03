import type { Rejection } from '../../connectors/connector';
import type { Outgoing, Writer } from './writer';

/**
 * What it means that the target calls a number taken and a look-up by the record's key finds nothing: another
 * organization's document has it, or one that the account may not see. Other refusals stay as they are.
 */
export async function explained(
  { target, form, namesDocuments, read }: Writer,
  { document }: Outgoing,
  rejection: Rejection,
): Promise<Rejection> {
  if (rejection.cause !== 'duplicate-number' || !target.holdings) return rejection;
  const [held] = await target.holdings.byNumber(form, target.keyOf(form, document).number, read);
  if (held === undefined) return { ...rejection, ...UNSEEN };
  const { id, number, organization } = held;
  const name = namesDocuments ? ` ${number} (id ${id})` : '';
  const owner = organization === undefined ? '' : ` of organization ${organization}`;
  return {
    ...rejection,
    cause: 'number-taken',
    message: `the number is taken by the document${name}${owner}; the target says: ${rejection.message}`,
    advice: {
      en: 'Give the record another key in the source, or renumber that document in the target.',
      zh: '请在来源系统更换该记录的编码，或改正目标系统中该单据的编号。',
    },
  };
}

const UNSEEN = {
  cause: 'not-readable',
  advice: {
    en: 'The target says that the number is used, and no query finds the document: give the account the right to query (view) this form and its organization. Do not delete anything.',
    zh: '目标系统提示编码已被使用，但查询不到该单据：请为集成用户授予该单据及其组织的查询（查看）权限。请勿删除单据。',
  },
} as const;
