/** Task queue of a platform's activities: `jinqiao` → `jinqiao-kingdee`. */
export function platformQueue(taskQueue: string, platform: string): string {
  return `${taskQueue}-${platform}`;
}
