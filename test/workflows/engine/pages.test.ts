import type { PageMoved } from '../../../src/activities/contract';
import { PageCounter, PAGES_PER_EXECUTION } from '../../../src/workflows/engine/pages';

const moved = (fingerprint: string, hasNext: boolean): PageMoved => ({
  read: 1,
  hasNext,
  fingerprint,
  written: [],
  pending: [],
  unchanged: 1,
  changed: 0,
  skipped: 0,
  adopted: 0,
  rejected: [],
  inDoubt: [],
});

describe('PageCounter', () => {
  it('hands out pages until one says that it is the last', () => {
    const pages = new PageCounter();
    expect([pages.take(), pages.take(), pages.take()]).toEqual([1, 2, 3]);
    pages.returned(2, moved('b', false));
    expect(pages.hasMore).toBe(false);
    pages.returned(1, moved('a', true));
    expect(pages.hasMore).toBe(false);
  });

  it('stops at a source that serves the same page again', () => {
    const pages = new PageCounter();
    pages.take();
    pages.take();
    pages.returned(2, moved('same', true));
    expect(() => pages.returned(1, moved('same', true))).toThrow('it does not page on');
  });

  it('lets a last page repeat the one before', () => {
    const pages = new PageCounter();
    pages.returned(pages.take(), moved('same', true));
    expect(() => pages.returned(pages.take(), moved('same', false))).not.toThrow();
  });

  it('remembers the page before a continuation', () => {
    const pages = new PageCounter(101, 'same');
    expect(() => pages.returned(pages.take(), moved('same', true))).toThrow('page 101');
  });

  it('is full after a history of bounded length', () => {
    const pages = new PageCounter();
    for (let page = 0; page < PAGES_PER_EXECUTION; page += 1) pages.take();
    expect(pages.isFull).toBe(true);
  });
});
