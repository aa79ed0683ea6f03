/** Task queue of a platform's activities: `jinqiao` → `jinqiao-kingdee`. Apart from ids, whose digest no workflow can make. */
export function platformQueue(taskQueue: string, platform: string): string {
  return `${taskQueue}-${platform}`;
}
