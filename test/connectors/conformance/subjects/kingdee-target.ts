import type { TargetSubject } from '../subject';
import { type Auth, baseData, connectKingdee, hourOff, kingdeeSite, outstock } from './kingdee-site';

const onBaseData = {
  document: baseData,
  fields: { number: 'FNumber', text: 'FName' },
  organization: '100',
  refused: (number: string) => ({ ...baseData(number), FName: '' }),
} satisfies Partial<TargetSubject>;

const forms = {
  BD_STOCK: {
    ...onBaseData,
    document: (number: string, name?: string) => ({
      ...baseData(number, name),
      FStockStatusType: '0,1,2,3,4,5,6,7,8',
      FStockProperty: '1',
    }),
  },
  BD_Customer: onBaseData,
  SAL_OUTSTOCK: {
    document: outstock,
    fields: { number: 'FBillNo', text: 'FNote' },
    refused: (number: string) => ({ ...outstock(number), FCustomerID: { FNumber: '没有这个客户' } }),
  },
} satisfies Record<string, Partial<TargetSubject>>;

const modes: readonly Auth[] = ['signed', 'app-secret', 'password'];

/** Every form in every mode. */
export const kingdeeTargets: readonly TargetSubject[] = modes.flatMap((auth) =>
  Object.entries(forms).map(([form, made]) => ({
    ...kingdeeSite,
    ...made,
    form,
    name: `kingdee, ${form}, ${auth}`,
    collection: form,
    operation: 'BatchSave',
    abilities: { looksUp: true, audits: true },
    hourOff: hourOff(auth),
    connect: (bench, changes) => connectKingdee(auth, bench, changes),
    batchSwitches: [{ batchFailure: 'keep-good' }, { batchFailure: 'drop-all' }],
    throttle: 'Throttled',
  })),
);
