import type { DocumentRefs } from '../../activities/contract';

/** How many documents there are. */
export function countOf(documents: DocumentRefs): number {
  return documents.count;
}
