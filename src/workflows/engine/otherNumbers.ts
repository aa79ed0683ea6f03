import type { FailedRecord } from '../../contract/page';
import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';

/** Records of a failed step whose documents the target has numbered otherwise, as their refusals; none of other failures. */
export function underOtherNumbers(error: unknown): readonly FailedRecord[] {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  if (!(cause instanceof ApplicationFailure)) return [];
  const [details] = (cause.details ?? []) as { readonly changed?: readonly FailedRecord[] }[];
  return details?.changed ?? [];
}
