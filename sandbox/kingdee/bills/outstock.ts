import type { FormRules } from './formRules';
import type { Row } from '../documents/row';
import { msgCode, type Fault } from '../envelopes/refusal';
import { texts } from '../envelopes/texts';
import { completeOutstock } from './outstock-completion';
import { closedPeriodFaults, refuseClosed } from './period';
import { issueStock, returnStock } from './stock';

/** SAL_OUTSTOCK beyond its table: computed quantities and amounts, free lines, closed periods, stock. */
export const outstockRules: FormRules = {
  complete: completeOutstock,
  faults: (row, form, { switches }) => [
    ...closedPeriodFaults(row, form, '保存', switches.values()),
    ...(row.entries['FEntity'] ?? []).flatMap((line, index) =>
      lineFaults(line, index + 1, switches.values()),
    ),
  ],
  audit(row, form, call) {
    refuseClosed(row, form, '审核', call.world);
    issueStock(row, call);
  },
  unAudit(row, form, call) {
    refuseClosed(row, form, '反审核', call.world);
    returnStock(row, call.world);
  },
};

interface LineSwitches {
  readonly priceOfPaid: 'refuse-zero' | 'accept';
  readonly zeroQuantity: 'accept' | 'refuse';
}

/** The text of the price is recorded; that a quantity of 0 counts as not filled in is a switch. */
function lineFaults({ values }: Row, number: number, switches: LineSwitches): Fault[] {
  const unpaid = values['FIsFree'] !== true && Number(values['FTaxPrice']) <= 0;
  const empty = Number(values['FRealQty']) === 0;
  const fault = (fieldName: string, message: string): Fault => ({
    fieldName,
    message,
    code: msgCode.validation,
    level: 1,
  });
  return [
    ...(empty && switches.zeroQuantity === 'refuse'
      ? [fault('FRealQty', texts.requiredEntryField('明细信息', number, '实发数量'))]
      : []),
    ...(unpaid && switches.priceOfPaid === 'refuse-zero' ? [fault('FTaxPrice', texts.notFree(number))] : []),
  ];
}
