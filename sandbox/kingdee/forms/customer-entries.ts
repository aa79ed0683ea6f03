import { date, flag, number, text, to } from './fields';
import type { Entity } from './form';

const location = 'BD_CUSTLOCATION';

const extension: Entity = {
  key: 'FT_BD_CUSTOMEREXT',
  label: '商务信息',
  kind: 'subhead',
  orm: 'BD_CUSTOMEREXT',
  primaryKey: 'FEntryId',
  fields: [
    flag('FEnableSL', '启用商联在线'),
    text('FFreezeLimit', '冻结范围'),
    to('SEC_User', 'FFreezeOperator', '冻结人'),
    date('FFreezeDate', '冻结日期'),
    to('BOS_ASSISTANTDATA_SELECT', 'FPROVINCE', '省份'),
    to('BOS_ASSISTANTDATA_SELECT', 'FCITY', '城市'),
    to(location, 'FDefaultConsiLoc', '默认收货地点'),
    to(location, 'FDefaultSettleLoc', '默认开票地点'),
    to(location, 'FDefaultPayerLoc', '默认付款地点'),
    to('BD_CommonContact', 'FDefaultContact', '默认联系人'),
    number('FMarginLevel', '保证金比例(%)'),
    to('BD_SETTLETYPE', 'FDebitCard', '结算卡'),
    flag('FALLOWJOINZHJ', '允许对接智慧记'),
  ],
};

const contactOf: Entity = {
  key: 'FT_BD_CUSTLOCATION',
  label: '联系人',
  kind: 'entry',
  orm: 'BD_CUSTLOCATION',
  primaryKey: 'FENTRYID',
  fields: [to('BD_CommonContact', 'FContactId', '联系人'), flag('FIsDefaultConsigneeCT', '默认联系人')],
};

const bank: Entity = {
  key: 'FT_BD_CUSTBANK',
  label: '银行信息',
  kind: 'entry',
  orm: 'BD_CUSTBANK',
  primaryKey: 'FENTRYID',
  fields: [
    to('BOS_ASSISTANTDATA_SELECT', 'FCOUNTRY1', '开户国家'),
    text('FBANKCODE', '银行账号'),
    text('FACCOUNTNAME', '账户名称'),
    text('FOPENBANKNAME', '开户银行'),
    to('BD_BANKTYPE', 'FBankTypeRec', '收款银行'),
    text('FTextBankDetail', '网点名称'),
    to('BD_BANKDETAIL', 'FBankDetail', '银行网点'),
    text('FOpenAddressRec', '开户行地址'),
    text('FCNAPS', '联行号'),
    to('BD_Currency', 'FCURRENCYID', '币别'),
    flag('FISDEFAULT1', '默认'),
  ],
};

/** `TContact` is named by the view of scheme 003 (`BD_CUSTCONTACT_TContact_Name`); its key in queries is derived from that. */
const address: Entity = {
  key: 'FT_BD_CUSTCONTACT',
  label: '地址信息',
  kind: 'entry',
  orm: 'BD_CUSTCONTACT',
  primaryKey: 'FENTRYID',
  fields: [
    text('FNUMBER1', '地点编码', { orm: 'NUMBER' }),
    text('FNAME1', '地点名称', { orm: 'NAME' }),
    text('FADDRESS1', '详细地址', { orm: 'ADDRESS' }),
    number('FTRANSLEADTIME1', '运输提前期', { orm: 'TRANSLEADTIME' }),
    text('FMOBILE', '移动电话'),
    to('BD_CommonContact', 'FTContact', '联系人'),
    flag('FIsDefaultConsignee', '默认收货地址'),
    flag('FIsDefaultSettle', '默认开票地址'),
    flag('FIsDefaultPayer', '默认付款地址'),
    flag('FIsUsed', '启用', { initial: true }),
  ],
};

const orderOrganization: Entity = {
  key: 'FT_BD_CUSTORDERORG',
  label: '订货组织',
  kind: 'entry',
  orm: 'BD_CUSTORDERORG',
  primaryKey: 'FEntryID',
  fields: [to('ORG_Organizations', 'FOrderOrgId', '订货组织'), flag('FIsDefaultOrderOrg', '默认订货组织')],
};

/** The levels below the head of BD_Customer. ORM names beside `BD_CUSTCONTACT` are own choices after its pattern. */
export const customerEntries: readonly Entity[] = [extension, contactOf, bank, address, orderOrganization];
