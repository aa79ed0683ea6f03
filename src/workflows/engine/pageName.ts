/** Which page of a run: its number, and its list where the run reads several. */
export interface PageOfRun {
  readonly page: number;
  /** The beginning of the page's slice, as `2026-11-03`; `changed` for what changed while the slices were read. */
  readonly slice?: string;
}

/** `2026-11-03 · page 3`. */
export function pageName({ page, slice }: PageOfRun): string {
  return slice === undefined ? `page ${page}` : `${slice} · page ${page}`;
}

/** The same under a heading that says `page` already: `2026-11-03 · 3`. */
export function pageCell({ page, slice }: PageOfRun): string {
  return slice === undefined ? String(page) : `${slice} · ${page}`;
}

/** Whether two are the same page. */
export function isSamePage(one: PageOfRun, other: PageOfRun): boolean {
  return one.page === other.page && one.slice === other.slice;
}
