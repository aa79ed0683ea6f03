import type { Json, Reply, Site } from './support';

const organization = { FNumber: '100' };

/** A line of a sale-out: 10 pieces of M00001 at 11.3 with 13 % tax. */
export function outstockLine(changes: object = {}): Record<string, unknown> {
  return {
    FMaterialID: { FNumber: 'M00001' },
    FRealQty: 10,
    FTaxPrice: 11.3,
    FEntryTaxRate: 13,
    FStockID: { FNumber: 'CK00001' },
    ...changes,
  };
}

/** A sale-out of 2025-04-01 that saves on a site with a stock and a customer. */
export function outstockModel(number: string, changes: object = {}): Record<string, unknown> {
  return {
    FBillNo: number,
    FDate: '2025-04-01',
    FSaleOrgId: organization,
    FStockOrgId: organization,
    FCustomerID: { FNumber: '10001' },
    SubHeadEntity: { FSettleOrgID: organization, FSettleCurrID: { FNumber: 'PRE001' } },
    FEntity: [outstockLine()],
    ...changes,
  };
}

/** A site's sale-outs: calls that tests make over and over, each with what matters of its answer. */
export class Outstocks {
  constructor(private readonly site: Site) {}

  /** Default data with one stock and two customers, and a fresh login. */
  async reset(): Promise<void> {
    await this.site.reset();
    this.site.platform.reset({ seed: 1, sizes: { BD_STOCK: 2, BD_Customer: 2 } });
    this.site.sessionId = (await this.site.login()).json.KDSVCSessionId;
  }

  save(model: object, keys: object = {}): Promise<Reply> {
    return this.site.call('Save', { formid: 'SAL_OUTSTOCK', data: { Model: model, ...keys } });
  }

  batchSave(models: readonly object[], keys: object = {}): Promise<Reply> {
    return this.site.call('BatchSave', { formid: 'SAL_OUTSTOCK', data: { Model: models, ...keys } });
  }

  step(operation: string, number: string, keys: object = {}): Promise<Reply> {
    return this.site.call(operation, { formid: 'SAL_OUTSTOCK', data: { Numbers: [number], ...keys } });
  }

  /** Saves and submits. */
  async submitted(number: string, changes: object = {}): Promise<void> {
    await this.save(outstockModel(number, changes));
    await this.step('Submit', number);
  }

  async query(fieldKeys: string, filter = '', formId = 'SAL_OUTSTOCK'): Promise<Json> {
    const data = { FormId: formId, FieldKeys: fieldKeys, FilterString: filter, Limit: 2000 };
    return (await this.site.call('ExecuteBillQuery', { data })).json;
  }
}

/** ResponseStatus of an answer. */
export const statusOf = (reply: Reply): Json => reply.json.Result.ResponseStatus;
/** Messages of an answer's errors. */
export const messagesOf = (reply: Reply): string[] =>
  statusOf(reply).Errors.map((one: { Message: string }) => one.Message);
