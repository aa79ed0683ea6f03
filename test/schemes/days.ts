/** Wall-clock text of Asia/Shanghai, `yyyy-MM-dd HH:mm:ss`, of a moment some days ago. */
export function daysAgo(days: number): string {
  const moment = new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000);
  return moment.toISOString().slice(0, 19).replace('T', ' ');
}
