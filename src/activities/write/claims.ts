import type { DocumentKey } from '../../contract/document';
import type { Claims } from './conflict';
import type { Outgoing, Saved, Writer } from './writer';

/** A page whose documents are being written. */
export interface PageInHand {
  readonly writer: Writer;
  readonly saved: Saved;
  readonly claims: PageClaims;
}

/** Which records of a page have which numbers: a number is the first record's that spells it so. */
export class PageClaims {
  private readonly first = new Map<string, Outgoing>();

  constructor(
    private readonly writer: Writer,
    entries: readonly Outgoing[],
  ) {
    for (const entry of entries) {
      const spelled = spelledText(this.keyOf(entry));
      if (!this.first.has(spelled)) this.first.set(spelled, entry);
    }
  }

  /** By what a document found for an entry is judged. */
  of(entry: Outgoing): Claims {
    const { organization } = this.keyOf(entry);
    return {
      respells: this.writer.target.respells === true,
      namesDocuments: this.writer.namesDocuments,
      isAnothers: (number) => {
        const owner = this.first.get(spelledText({ number, ...(organization && { organization }) }));
        return owner !== undefined && owner !== entry;
      },
    };
  }

  /**
   * Entries whose numbers the target may take for one are told apart, since it depends on the target's database: the
   * others are looked up once the first are saved.
   */
  apart(entries: readonly Outgoing[]): {
    readonly first: readonly Outgoing[];
    readonly others: readonly Outgoing[];
  } {
    const seen = new Set<string>();
    const isFirst = new Set(
      entries.filter((entry) => {
        const identity = this.identityOf(entry);
        const isNew = !seen.has(identity);
        seen.add(identity);
        return isNew;
      }),
    );
    return {
      first: entries.filter((entry) => isFirst.has(entry)),
      others: entries.filter((entry) => !isFirst.has(entry)),
    };
  }

  private identityOf(entry: Outgoing): string {
    const { target, form } = this.writer;
    const key = this.keyOf(entry);
    return target.holdings?.identityOf(form, key) ?? spelledText(key);
  }

  private keyOf({ document }: Outgoing): DocumentKey {
    return this.writer.target.keyOf(this.writer.form, document);
  }
}

function spelledText({ number, organization = '' }: DocumentKey): string {
  return `${organization}\n${number}`;
}
