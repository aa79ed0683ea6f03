/** MsgCode values of the official table that the sandbox uses. */
export const msgCode = {
  default: 0,
  sessionLost: 1,
  noPermission: 2,
  operationEmpty: 3,
  exception: 4,
  formEmpty: 5,
  database: 6,
  parameter: 8,
  notFound: 9,
  validation: 11,
  callLimit: 14,
} as const;

/** One line of `Errors`, with the MsgCode that the whole answer takes from its first line. */
export interface Fault {
  readonly fieldName: string | null;
  readonly message: string;
  readonly code: number;
  /** Kingdee lists header faults of all documents first (0), then entry faults (1), then the rest (2). */
  readonly level?: 0 | 1 | 2;
}

/** Thrown where Kingdee refuses a whole call; becomes the failure envelope of the operation. */
export class Refusal extends Error {
  constructor(readonly faults: readonly Fault[]) {
    super(faults[0]?.message);
  }

  /** A refusal with one line. */
  static of(code: number, message: string, fieldName: string | null = null): Refusal {
    return new Refusal([{ code, message, fieldName }]);
  }
}
