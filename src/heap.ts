import { setFlagsFromString } from 'node:v8';

/**
 * From now on the heaps of this process, that of the workflows' thread too, are collected when they have grown by half. V8's own
 * measure for a small heap is up to fourfold, so that a worker's memory rises for minutes although nothing of a page
 * outlives it.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=50');
}
