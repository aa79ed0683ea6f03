import type { Notices } from '../given';
import { checkSignal, discardSignal, refusedSignal, retrySignal, retryWithSignal } from './messages';
import { faultOfDiscard, faultOfRetryWith, isRunEnded, isSighting, type Request } from './requests';
import type { Discard, RetryWith, RunEnded, ReportedRejection } from '../../contract/repair';

/** What a repair does about what it hears. */
export interface Hearing {
  refusedByRun(sighting: ReportedRejection): void;
  /** @param run absent where a person asks */
  askedToCheck(run: RunEnded | undefined): void;
  asked(request: Request): void;
  /** Something was sent that came to nothing. */
  note(line: string): void;
}

/** Listens to a repair's signals; anybody may send them, and anything may be in them. */
export function hear(notices: Notices, repair: Hearing): void {
  const refuse = (fault: string) => {
    notices.add(fault);
    repair.note(fault);
  };
  const ask = (fault: string | undefined, request: Request) =>
    fault === undefined ? repair.asked(request) : refuse(fault);
  notices.listen(
    [
      [
        refusedSignal,
        (given) => {
          if (isSighting(given)) repair.refusedByRun(given);
          else refuse('refused refused: it is sent by runs / 该信号由运行发送');
        },
      ],
      [retrySignal, () => repair.asked({ kind: 'retry', how: 'retry' })],
      [
        retryWithSignal,
        (given) => ask(faultOfRetryWith(given), { kind: 'retryWith', given: given as RetryWith }),
      ],
      [discardSignal, (given) => ask(faultOfDiscard(given), { kind: 'discard', given: given as Discard })],
      [
        checkSignal,
        (given) => {
          if (given === undefined || given === null || isRunEnded(given))
            repair.askedToCheck(given ?? undefined);
          else refuse('check refused: it takes no input / 该信号不带输入');
        },
      ],
    ],
    ['retry', 'retryWith', 'check', 'discard'],
    () => repair.note(notices.lines.at(-1) ?? ''),
  );
}
