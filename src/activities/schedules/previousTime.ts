import { type Client, isGrpcServiceError } from '@temporalio/client';
import { msToTs, tsToMs } from '@temporalio/common/lib/time';

const MINUTE = 60_000;

/** How far back a Schedule is asked, milliseconds: near times first, since the server tells at most 1,000. */
const SPANS = [15 * MINUTE, 240 * MINUTE, 64 * 60 * MINUTE, 45 * 1_440 * MINUTE, 800 * 1_440 * MINUTE];

/** gRPC codes of a Schedule that is gone, may not be read, or of a server that does not know the question. */
const UNKNOWN: ReadonlySet<number> = new Set([5, 7, 12]);

/**
 * When a Schedule was due before a moment, by its own times (jitter left out), milliseconds since 1970; undefined where
 * there is no such time, or the server does not tell.
 */
export async function previousTime(
  client: Client,
  scheduleId: string,
  before: number,
): Promise<number | undefined> {
  try {
    for (const span of SPANS) {
      const last = await lastOf(client, scheduleId, before - span, before);
      if (last !== undefined) return last;
    }
    return undefined;
  } catch (error) {
    if (isGrpcServiceError(error) && UNKNOWN.has(error.code)) return undefined;
    throw error;
  }
}

/** The last time in `[from, before)`; page by page, since an answer may hold the first ones alone. */
async function lastOf(
  { workflowService, options: { namespace } }: Client,
  scheduleId: string,
  from: number,
  before: number,
): Promise<number | undefined> {
  let last: number | undefined;
  for (let begin = from; begin < before;) {
    const { startTime } = await workflowService.listScheduleMatchingTimes({
      namespace,
      scheduleId,
      startTime: msToTs(begin),
      endTime: msToTs(before - 1),
    });
    const times = startTime.map((time) => tsToMs(time)).filter((time) => time >= begin && time < before);
    if (times.length === 0) break;
    last = Math.max(...times);
    begin = last + 1_000;
  }
  return last;
}
