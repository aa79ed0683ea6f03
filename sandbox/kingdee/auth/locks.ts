const lockedFor = 30 * 60_000;

/** Counts wrong passwords; a user with too many is locked for 30 minutes after the last one. */
export class LockBook {
  readonly #failures = new Map<string, { count: number; last: number }>();

  /** Whether the user has reached the limit; a limit of 0 never locks. */
  isLocked(user: string, limit: number, now: Date): boolean {
    const failures = this.#failures.get(user);
    if (failures === undefined || limit === 0 || failures.count < limit) return false;
    const isLocked = now.getTime() - failures.last < lockedFor;
    if (!isLocked) this.forget(user);
    return isLocked;
  }

  count(user: string, now: Date): void {
    this.#failures.set(user, { count: (this.#failures.get(user)?.count ?? 0) + 1, last: now.getTime() });
  }

  forget(user: string): void {
    this.#failures.delete(user);
  }

  clear(): void {
    this.#failures.clear();
  }
}
