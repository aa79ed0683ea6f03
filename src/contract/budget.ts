/** At most `calls` starts within any stretch of `withinMs` milliseconds. */
export interface CallWindow {
  readonly calls: number;
  readonly withinMs: number;
}

/** What a worker asks the budget of an account for. */
export interface LeaseRequest {
  /** Starts that callers wait for; 0 only reports. */
  readonly count: number;
  /** The account's limits as the asker knows them; a later asker may know newer ones. */
  readonly windows: readonly CallWindow[];
  /** Milliseconds by which the asker may misread the budget's clock; a slot that is no longer than this cannot be met. */
  readonly clockUncertaintyMs: number;
  /** Slots (`Slot.to`) lent to the asker in which no call began: they are free again. */
  readonly unused?: readonly number[];
  /** The platform refused a call for its pace and asked for this pause. */
  readonly throttledMs?: number;
}

/** One call may begin within these moments, in milliseconds of the budget's clock. */
export interface Slot {
  readonly from: number;
  readonly to: number;
}

/** What a worker gets: at most as many slots as it asked for, none further ahead than `LEASE_HORIZON_MS`. */
export interface Lease {
  /** The budget's clock when it answered, a moment between request and answer. */
  readonly now: number;
  readonly slots: readonly Slot[];
  /** Asking for more makes no sense before this many milliseconds; absent when it does at once. */
  readonly againMs?: number;
}
