import type { Bilingual } from '../../contract/bilingual';
import type { FoundDocument, Rejection, TargetDocument } from '../../connectors/connector';

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
  if (doubles !== undefined) return doubled(claims.namesDocuments ? found.number : undefined, doubles);
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

/** The refusal of a record whose number several documents have: nobody knows which is its own. */
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
