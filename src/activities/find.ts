import { ApplicationFailure } from '@temporalio/common';

/** The named entry. @throws ApplicationFailure `Misconfigured`, not retried, listing the names there are */
export function find<T>(entries: Readonly<Record<string, T>>, name: string, what: string): T {
  const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
  if (entry !== undefined) return entry;
  const names = Object.keys(entries).join(', ') || 'none';
  throw ApplicationFailure.nonRetryable(
    `this worker has no ${what} ${name}; it has ${names}`,
    'Misconfigured',
  );
}
