/** What comes up during a search that a person may want to know of. */
export type BinaryNotice =
  /** One on the PATH was passed over; `found` is absent where it does not tell its version. */
  | { readonly about: 'old-server'; readonly found?: string; readonly needed: string }
  /** A download begins; it takes long. */
  | { readonly about: 'download'; readonly from: 'pip' | 'SDK'; readonly version: string };

/** One way to get the binary. */
export interface Download {
  readonly name: string;
  /** Puts the executable at `target` in one step. @throws Error with one clear line */
  fetch(target: string, notify: (notice: BinaryNotice) => void): Promise<void>;
}
