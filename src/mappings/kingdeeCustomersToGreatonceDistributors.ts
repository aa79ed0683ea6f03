import type { DistributorDocument } from '../connectors/greatonce/model';
import type { CustomerContactRow } from '../connectors/kingdee/model';
import type { MappingContext } from './cell';
import { choiceOf, type ChoicesOf } from './fields/parameters';
import { defineMapping } from './mapping';

type Parameter = 'actionType' | 'codeRule' | 'mobileFrom';
const choices = {
  codeRule: ['name-row', 'number-row', 'number-contact', 'number'],
  mobileFrom: ['name', 'phone'],
} as const;
type Choices = ChoicesOf<typeof choices>;
type Context = MappingContext<CustomerContactRow, Parameter>;

/** Kingdee `BD_Customer`, one row a contact → GreatOnce distributor, as published; the two oddities are parameters. */
export const mapping = defineMapping<CustomerContactRow, DistributorDocument, Parameter, never, Choices>()({
  key: 'distributorCode',
  fields: {
    actionType: { label: '操作类型', value: '{{parameters.actionType}}', required: true },
    address: { label: '地址', value: '{{BD_CUSTCONTACT_ADDRESS}}', personal: true },
    balance_deduct_type: { label: '扣款类型', value: '{{F_FML_Combo}}' },
    distributorCode: {
      label: '分销商编码',
      value: codeOf,
      from: '{{Name}}{{bfn_num}}',
      required: true,
      personal: { when: { codeRule: 'name-row' } },
      note: {
        when: { codeRule: 'name-row' },
        en: "As published, the code is the customer's name and the number of the contact row: a renamed customer or a new order of contacts makes new distributors. With codeRule number-contact the code stays.",
        zh: '按发布的规则，编码是客户名称加联系人行号：客户改名或联系人顺序变化会新增分销商。codeRule 设为 number-contact 时编码不变。',
      },
    },
    distributorCompanyName: { label: '分销商等级名称', value: '{{UseOrgId_Name}}' },
    distributorName: { label: '分销商名称', value: '{{Name}}', required: true, personal: true },
    mobile: {
      label: 'mobile',
      value: mobileOf,
      from: '{{BD_CUSTCONTACT_TContact_Name}}',
      personal: true,
      note: {
        when: { mobileFrom: 'name' },
        en: "As published, mobile gets the NAME of the contact, not a phone number. With mobileFrom phone it gets the contact's phone.",
        zh: '按发布的映射，mobile 写入的是联系人姓名，不是电话号码。mobileFrom 设为 phone 时写入联系人电话。',
      },
    },
    contact: { label: 'contact', value: '{{BD_CUSTCONTACT_TContact_Name}}', personal: true },
    distributorLevelName: { label: '分销商等级', value: '{{F_FML_Combo1}}' },
  },
});

/**
 * The published code is the customer's name and the row's running number: a renamed customer or a new order of contacts
 * gives new codes. The other rules keep to numbers that stay.
 */
function codeOf(row: CustomerContactRow, { parameters }: Context): string {
  const rules: Readonly<Record<Choices['codeRule'], () => string>> = {
    'name-row': () => (row.Name ? `${row.Name}${row.bfn_num}` : ''),
    'number-row': () => `${row.FNumber}-${row.bfn_num}`,
    'number-contact': () => `${row.FNumber}-${row.FT_BD_CUSTCONTACT_FENTRYID ?? '0'}`,
    number: () => row.FNumber,
  };
  return rules[choiceOf(choices, 'codeRule', parameters)]();
}

/** The published table puts the contact's name into `mobile`; `phone` puts the phone there. */
function mobileOf(row: CustomerContactRow, { parameters }: Context): string | undefined {
  const from = choiceOf(choices, 'mobileFrom', parameters);
  return from === 'name' ? row.BD_CUSTCONTACT_TContact_Name : row.BD_CUSTCONTACT_MOBILE;
}
