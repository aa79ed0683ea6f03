import type { FoundDocument, Rejection, TargetDocument } from '../../connectors/connector';
import type { Bilingual } from '../../contract/bilingual';
import type { DocumentKey, FailedRecord } from '../../contract/page';
import { spelledKey } from './lookup';
import type { Writer, WriteItem } from './writeItem';

/** Among whom a document that was found may be shared out. */
export interface Claims {
  /** Whether the target spells numbers in its own way. */
  readonly respells: boolean;
  /** Whether a record found by its number may not have it, since another one of the page has that number first. */
  isAnothers(number: string): boolean;
  /** Whether keys may stand in histories. */
  readonly namesDocuments: boolean;
}

/** Why a document that was found does not count as the record's; undefined where it does. */
export function conflictOf(found: FoundDocument, claims: Claims): Rejection | undefined {
  const { spelling, doubles, foreign = [] } = found;
  if (doubles !== undefined)
    return doubled(
      claims.namesDocuments ? found.number : undefined,
      doubles.map(({ id }) => id),
    );
  if (claims.isAnothers(spelling ?? found.number)) return numberTaken(found, claims);
  if (spelling !== undefined && !claims.respells) return numberTaken(found, claims);
  if (foreign.length > 0) return notOurs(found, foreign, claims);
  return withdrawal(found);
}

/** Why a document that is there counts for nothing. */
export function withdrawal({ id, withdrawn }: TargetDocument): Rejection | undefined {
  if (withdrawn === undefined) return undefined;
  return {
    cause: withdrawn,
    message: `the document (id ${id}) is ${withdrawn} in the target`,
    advice: withdrawalAdvice[withdrawn],
  };
}

const withdrawalAdvice: Readonly<Record<'voided' | 'disabled', Bilingual>> = {
  voided: {
    en: 'Decide whether it is right that the bill is voided: then discard this record, else un-void (反作废) the bill.',
    zh: '请确认该单据作废是否正确：正确则将此记录 discard，否则请在目标系统反作废。',
  },
  disabled: {
    en: 'Enable it in the target (反禁用) if it is still used, or discard this record.',
    zh: '若仍在使用，请在目标系统反禁用；否则将此记录 discard。',
  },
};

/** The rejection of a record whose number several documents have: nobody knows which is its own. */
export function doubled(number: string | undefined, ids: readonly string[]): Rejection {
  const name =
    number === undefined ? 'its number' : `the number ${number}: ids ${ids.slice(0, 10).join(', ')}`;
  return {
    cause: 'doubled',
    message: `${ids.length} documents have ${name}; none is submitted or audited`,
    advice: {
      en: 'Keep one of them in the target: delete, void or renumber the others, then retry.',
      zh: '请在目标系统只保留一张：删除、作废其余单据或改正其编码，然后重试。',
    },
  };
}

function numberTaken({ id, number, spelling }: FoundDocument, { namesDocuments }: Claims): Rejection {
  const names = namesDocuments
    ? `the number ${number} is taken by ${spelling ?? number} (id ${id})`
    : 'its number is taken';
  return {
    cause: 'number-taken',
    message: `${names}, the document of another record, since the target takes both for one`,
    advice: {
      en: 'Give one of the two records another key in the source. Only where the site itself changes the spelling of numbers: set numberSpelling: own of the connection.',
      zh: '请在来源系统为其中一条记录更换编码。仅当站点自身会改写编码的大小写或全半角时，才在该连接中设置 numberSpelling: own。',
    },
  };
}

function notOurs(
  { id, number }: FoundDocument,
  fields: readonly string[],
  { namesDocuments }: Claims,
): Rejection {
  const name = namesDocuments ? `the number ${number}` : 'its number';
  const which = namesDocuments ? ` (id ${id})` : '';
  return {
    cause: 'not-ours',
    field: fields.join(','),
    message: `${name} belongs to a document${which} of another ${fields.join(', ')}; it is neither submitted nor audited`,
    advice: {
      en: 'Compare the named fields with the parameters of the scheme: correct the parameter, or renumber that document.',
      zh: '请将所列字段与方案参数核对：更正参数，或改正该单据的编号。',
    },
  };
}

/** Which records of a page have which numbers: a number is the first record's that spells it so. */
export class NumberClaims {
  private readonly first = new Map<string, WriteItem>();

  constructor(
    private readonly writer: Writer,
    items: readonly WriteItem[],
  ) {
    for (const item of items) {
      const spelled = spelledKey(this.keyOf(item));
      if (!this.first.has(spelled)) this.first.set(spelled, item);
    }
  }

  /** By what a document found for an item counts as the item's own. */
  of(item: WriteItem): Claims {
    const { organization } = this.keyOf(item);
    return {
      respells: this.writer.target.respells === true,
      namesDocuments: this.writer.namesDocuments,
      isAnothers: (number) => {
        const owner = this.first.get(spelledKey({ number, ...(organization && { organization }) }));
        return owner !== undefined && owner !== item;
      },
    };
  }

  /**
   * Items whose numbers the target may take for one are told apart, since it depends on the target's database: the
   * others are looked up once the first are saved.
   */
  apart(items: readonly WriteItem[]): {
    readonly first: readonly WriteItem[];
    readonly others: readonly WriteItem[];
  } {
    const seen = new Set<string>();
    const isFirst = new Set(
      items.filter((item) => {
        const identity = this.identityOf(item);
        const isNew = !seen.has(identity);
        seen.add(identity);
        return isNew;
      }),
    );
    return {
      first: items.filter((item) => isFirst.has(item)),
      others: items.filter((item) => !isFirst.has(item)),
    };
  }

  private identityOf(item: WriteItem): string {
    const { target, form } = this.writer;
    const key = this.keyOf(item);
    return target.listing?.identityOf(form, key) ?? spelledKey(key);
  }

  private keyOf({ document }: WriteItem): DocumentKey {
    return this.writer.target.keyOf(this.writer.form, document);
  }
}

/**
 * What it means that the target calls a number taken and a look-up by the record's key finds nothing: another
 * organization's document has it, or one that the account may not see. Other rejections stay as they are.
 */
export async function explainDuplicate(
  { target, form, namesDocuments, read }: Writer,
  { document }: WriteItem,
  rejection: Rejection,
): Promise<Rejection> {
  if (rejection.cause !== 'duplicate-number' || !target.listing) return rejection;
  const [held] = await target.listing.byNumber(form, target.keyOf(form, document).number, read);
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

/** A record's rejection, with its document's business key where that may stand in histories. */
export function rejectedOf(
  { target, form, namesDocuments }: Writer,
  { key, document }: WriteItem,
  rejection: Rejection,
): FailedRecord {
  if (!namesDocuments) return { key, ...rejection };
  const { ours: _ours, ...named } = target.keyOf(form, document);
  return { key, document: named, ...rejection };
}
