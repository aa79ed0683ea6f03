const shanghaiOffset = 8 * 3600 * 1000;

/** A moment as Jushuitan writes it: `yyyy-MM-dd HH:mm:ss`, Beijing time without an offset (page §8). */
export function shanghaiTime(moment: Date): string {
  return new Date(moment.getTime() + shanghaiOffset).toISOString().slice(0, 19).replace('T', ' ');
}
