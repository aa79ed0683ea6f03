/** What can happen to a call on its way, and what is to be expected of it. */
export interface Kind {
  readonly name: string;
  /** The fault, without the calls that it strikes. */
  readonly fault: object;
  /** Whether a read that it strikes is simply tried again; otherwise the run may end with a reason. */
  readonly heals: boolean;
}

const html = {
  kind: 'answer',
  body: '<html><body>系统维护中</body></html>',
  contentType: 'text/html; charset=utf-8',
};

/** Longer than clients of a test world wait. */
const tooSlow = { kind: 'slow-body', milliseconds: 60_000 };

/** Longer than the longest answer that is taken. */
export const hugeBody = { kind: 'answer', body: `"${'x'.repeat(20 * 1024 * 1024)}"` };

/** Transport faults and strange answers, before and after the platform has done its work. */
export const kinds: readonly Kind[] = [
  { name: 'a reset before the commit', fault: { kind: 'reset-before-commit' }, heals: true },
  { name: 'a reset after the commit', fault: { kind: 'reset-after-commit' }, heals: true },
  { name: 'a stall before the commit', fault: { kind: 'timeout-before-commit' }, heals: true },
  { name: 'a stall after the commit', fault: { kind: 'timeout-after-commit' }, heals: true },
  { name: 'half a body', fault: { kind: 'half-body' }, heals: true },
  { name: 'a body that trickles', fault: tooSlow, heals: true },
  { name: 'HTTP 503', fault: { kind: 'status', status: 503 }, heals: true },
  { name: 'HTTP 502 after the commit', fault: { kind: 'status', status: 502, after: true }, heals: true },
  { name: 'HTML', fault: html, heals: false },
  { name: 'HTML after the commit', fault: { ...html, after: true }, heals: false },
  { name: '20 MB', fault: hugeBody, heals: false },
  { name: '20 MB after the commit', fault: { ...hugeBody, after: true }, heals: false },
];

/** A refusal of a whole call under HTTP 200, as each platform words it, for no reason that a run could mend. */
export const errorBodies: Readonly<Record<string, object>> = {
  jushuitan: { code: 150, msg: '处理异常' },
  qimen: { error_response: { code: 15, msg: 'Remote service error', sub_code: 'isp.unknown-error' } },
  guanyi: { success: false, errorCode: 'system_error', subErrorCode: '', errorDesc: '系统异常' },
  greatonce: { code: '500', flag: 'failure', message: '系统异常' },
  kingdee: {
    Result: {
      ResponseStatus: {
        ErrorCode: 500,
        IsSuccess: false,
        Errors: [{ FieldName: null, Message: '服务器内部错误', DIndex: 0 }],
        SuccessEntitys: [],
        SuccessMessages: [],
        MsgCode: 0,
      },
    },
  },
};
