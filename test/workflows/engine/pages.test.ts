import type { PageMoved } from '../../../src/activities/contract';
import { PageCounter } from '../../../src/workflows/engine/pages';

const moved = (fingerprint: string, hasNext: boolean): PageMoved => ({
  read: 1,
  hasNext,
  fingerprint,
  written: { count: 0, ids: '', keys: '' },
  pending: { count: 0, ids: '', keys: '' },
  created: 0,
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
    const pages = new PageCounter({ next: 101, down: false, fingerprint: 'same' });
    expect(() => pages.returned(pages.take(), moved('same', true))).toThrow('page 101');
  });

  it('counts down to the first page, and takes what has grown beyond the last', () => {
    const pages = new PageCounter({ next: 3, down: true, fingerprint: '' });
    expect(pages.take()).toBe(3);
    pages.returned(3, moved('c', true));
    expect([pages.take(), pages.take(), pages.take()]).toEqual([4, 2, 1]);
    pages.returned(4, moved('d', false));
    pages.returned(2, moved('b', true));
    pages.returned(1, moved('a', true));
    expect(pages.hasMore).toBe(false);
  });

  it('goes on counting down after a continuation', () => {
    const first = new PageCounter({ next: 3, down: true, fingerprint: '' });
    first.returned(first.take(), moved('c', false));
    const pages = new PageCounter(first.snapshot());
    expect([pages.take(), pages.take(), pages.hasMore]).toEqual([2, 1, false]);
  });

  it('remembers across a continuation what has grown beyond the last page', () => {
    const first = new PageCounter({ next: 3, down: true, fingerprint: '' });
    first.returned(first.take(), moved('c', true));
    const pages = new PageCounter(JSON.parse(JSON.stringify(first.snapshot())));
    expect([pages.take(), pages.take(), pages.take(), pages.hasMore]).toEqual([4, 2, 1, false]);
  });

  describe('a list that moves', () => {
    const counted = (name: string, total: number, read: number, hasNext = true): PageMoved => ({
      ...moved(name, hasNext),
      total,
      read,
    });

    it('is known forwards by any change of its count', () => {
      const pages = new PageCounter();
      pages.returned(pages.take(), counted('a', 30, 10));
      expect(pages.hasMoved).toBe(false);
      pages.returned(pages.take(), counted('b', 29, 10));
      expect(pages.hasMoved).toBe(true);
    });

    it('is not known by a count that is wrong for good, or none', () => {
      const pages = new PageCounter();
      pages.returned(pages.take(), counted('a', 30, 10));
      pages.returned(pages.take(), counted('b', 30, 5, false));
      expect(pages.hasMoved).toBe(false);
      const silent = new PageCounter();
      silent.returned(silent.take(), moved('a', false));
      expect(silent.hasMoved).toBe(false);
    });

    it('may shrink, but not grow, while it is read from its last page', () => {
      const down = () => new PageCounter({ next: 2, down: true, fingerprint: '' });
      const shrinking = down();
      shrinking.returned(shrinking.take(), counted('b', 20, 10, false));
      shrinking.returned(shrinking.take(), counted('a', 19, 10));
      expect(shrinking.hasMoved).toBe(false);
      const growing = down();
      growing.returned(growing.take(), counted('b', 20, 10, false));
      growing.returned(growing.take(), counted('a', 21, 10));
      expect(growing.hasMoved).toBe(true);
    });

    it('remembers its counts and readings across a continuation', () => {
      const pages = new PageCounter({ next: 1, down: false, fingerprint: '', rereads: 1 });
      pages.returned(pages.take(), counted('a', 30, 10));
      const later = new PageCounter(pages.snapshot());
      later.returned(later.take(), counted('b', 31, 10));
      expect([later.hasMoved, later.rereads]).toEqual([true, 1]);
    });
  });
});
