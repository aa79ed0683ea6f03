import { bytesOf } from '../given';
import type { Notification } from '../../contract/alerts';

/** What one message carries: far more than any channel shows, and far below what Temporal hands to a workflow. */
const MOST = { alerts: 200, bytes: 400_000 } as const;

/** What is told, in parts that one message each can carry. */
export function partsOf(told: readonly Notification[]): Notification[][] {
  const parts: { readonly told: Notification[]; bytes: number }[] = [];
  for (const one of told) {
    const bytes = bytesOf(one);
    const part = parts.at(-1);
    if (part && part.told.length < MOST.alerts && part.bytes + bytes <= MOST.bytes) {
      part.told.push(one);
      part.bytes += bytes;
    } else parts.push({ told: [one], bytes });
  }
  return parts.map((part) => part.told);
}
