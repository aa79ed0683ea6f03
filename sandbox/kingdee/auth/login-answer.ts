import type { Row } from '../documents/row';
import { account } from '../credentials';
import type { Session } from './sessions';

const noGuid = '00000000-0000-0000-0000-000000000000';
const beijing = {
  OffsetTicks: 288000000000,
  StandardName: '(UTC+08:00)北京，重庆，香港特别行政区，乌鲁木齐',
  Id: 230,
  Number: '1078_SYS',
  CanBeUsed: true,
};
const noWeibo = {
  WeiboUrl: null,
  NetWorkID: null,
  CompanyNetworkID: null,
  Account: null,
  TokenKey: null,
  TokenSecret: null,
  Verify: null,
  CallbackUrl: null,
  UserId: null,
};

function context(session: Session, organization: Row | undefined): object {
  return {
    UserLocale: 'zh-CN',
    LogLocale: 'zh-CN',
    DBid: account.acctId,
    DatabaseType: 3,
    SessionId: session.aspNetId,
    UseLanguages: [{ LocaleId: 2052, LocaleName: '中文(简体)', Alias: 'CN', LicenseType: 0 }],
    UserId: account.userId,
    UserName: session.userName,
    CustomName: account.dataCenterName,
    DisplayVersion: '9.0.553.10',
    DataCenterName: account.dataCenterName,
    UserToken: noGuid,
    CurrentOrganizationInfo: {
      ID: organization?.id ?? 0,
      AcctOrgType: '1',
      Name: organization?.values['FName'] ?? '',
      FunctionIds: [101, 102, 103, 104, 108, 106, 107, 109, 110, 111, 112, 113, 114],
    },
    IsCH_ZH_AutoTrans: false,
    ClientType: 32,
    WeiboAuthInfo: noWeibo,
    UTimeZone: beijing,
    STimeZone: beijing,
    GDCID: '',
    Gsid: session.aspNetId,
    TRLevel: 1,
    ProductEdition: 0,
    DataCenterNumber: account.dataCenterNumber,
    ContextResultType: 0,
    TenantId: '',
    IsDeployAsPublicCloud: false,
  };
}

/** A successful login with all recorded keys in recorded order; `MessageCode` is set although it succeeded. */
export function loginSuccess(session: Session, organization: Row | undefined): object {
  return {
    Message: null,
    MessageCode: 'CheckPasswordPolicy',
    LoginResultType: 1,
    Context: context(session, organization),
    KDSVCSessionId: session.id,
    FormId: null,
    RedirectFormParam: null,
    FormInputObject: null,
    ErrorStackTrace: null,
    Lcid: 0,
    AccessToken: null,
    CustomParam: {},
    KdAccessResult: null,
    IsSuccessByAPI: true,
  };
}

/** Why a login failed. */
export interface LoginFailure {
  readonly Message: string;
  readonly MessageCode: string;
  /** 0 wrong user or password, -1 other failures. */
  readonly LoginResultType: 0 | -1;
}

/** A failed login after the official template; HTTP status is 200. */
export function loginFailure(failure: LoginFailure): object {
  return { ...failure, Context: null, FormId: null };
}
