import type { KingdeeSwitches } from '../switches';
import type { Envelope, ResponseStatus } from './status';

type Status = Partial<ResponseStatus>;

function middleStatus({ MsgCode: _code, ...status }: Status): Status {
  return status;
}

function oldStatus({ ErrorCode, IsSuccess, Errors = [] }: Status): object {
  if (IsSuccess === true) return { IsSuccess };
  return { ErrorCode, IsSuccess, Errors: Errors.map(({ FieldName, Message }) => ({ FieldName, Message })) };
}

/**
 * An answer as older product builds print it (recorded for Save): `middle` has no MsgCode, and a failed Save carries
 * `Id:""` and `NeedReturnData:[{}]`; `old` has neither DIndex nor the success lists.
 */
export function asBuild(build: KingdeeSwitches['build'], envelope: Envelope, isSave: boolean): object {
  if (build === 'current') return envelope;
  const { ResponseStatus: status, NeedReturnData, ...rest } = envelope.Result;
  const id = isSave && status.IsSuccess !== true ? { Id: '' } : {};
  if (build === 'old') return { Result: { ResponseStatus: oldStatus(status), ...rest, ...id } };
  const returned =
    'Id' in id ? { NeedReturnData: [{}] } : NeedReturnData === undefined ? {} : { NeedReturnData };
  return { Result: { ResponseStatus: middleStatus(status), ...rest, ...id, ...returned } };
}
