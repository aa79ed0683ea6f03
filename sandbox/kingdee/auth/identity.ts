/** On whose behalf a call runs. */
export interface Caller {
  readonly userName: string;
  /** Internal id of the working organization. */
  readonly organizationId: number | string;
}
