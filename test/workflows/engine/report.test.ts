import type { RunWindow } from '../../../src/contract/run';
import { closeWindow } from '../../../src/workflows/engine/report';

const window: RunWindow = {
  from: '2026-03-10 10:00:00',
  to: '2026-03-10 12:00:00',
  begins: 'watermark',
  selection: 'all',
  syncedThrough: '2026-03-10T04:00:00.000Z',
  lastRowsAt: '2026-03-08T04:00:00.000Z',
  emptyAfterHours: 48,
};
const end = { read: 3, isSettled: true, contradictory: undefined };
const contradictory = {
  slice: '2026-03-10',
  contradiction: { kind: 'fewer', counted: 6, distinct: 4 },
} as const;

describe('the end of a window', () => {
  it('moves the watermark, and says that there were rows', () => {
    expect(closeWindow(window, end)).toEqual({
      window: { from: window.from, to: window.to },
      selection: 'all',
      syncedThrough: window.syncedThrough,
      lastRowsAt: window.syncedThrough,
    });
  });

  it.each([
    ['records are open', { isSettled: false }],
    ['its list contradictory each time', { contradictory }],
  ])('leaves the watermark when %s', (_, changes) => {
    expect(closeWindow(window, { ...end, ...changes })).not.toHaveProperty('syncedThrough');
  });

  it('warns of a list that contradictory each time, with or without a window', () => {
    const advice = {
      en: expect.stringContaining('2026-03-10: 6 rows are counted, 4 different ones came') as string,
      zh: expect.stringContaining('2026-03-10：列表应有 6 行，实际只读到 4 行') as string,
    };
    const warned = { warnings: [expect.objectContaining({ cause: 'list-moved', advice })] };
    expect(closeWindow(window, { ...end, contradictory })).toMatchObject(warned);
    expect(closeWindow(undefined, { ...end, contradictory })).toEqual(warned);
  });

  it('warns when nothing came for too long where something came before', () => {
    const closed = closeWindow(window, { ...end, read: 0 });
    expect(closed).toMatchObject({
      warnings: [{ cause: 'empty-for-too-long' }],
      lastRowsAt: window.lastRowsAt,
    });
    expect(closed.warnings![0]!.message).toContain('48 hours');
    // Quiet or not, it was read: the watermark moves.
    expect(closed.syncedThrough).toBe(window.syncedThrough);
  });

  it.each<[string, Partial<RunWindow>]>([
    ['a shorter time', { lastRowsAt: '2026-03-08T04:00:01.000Z' }],
    ['a limit of 0', { emptyAfterHours: 0 }],
  ])('does not warn after %s', (_, changes) => {
    expect(closeWindow({ ...window, ...changes }, { ...end, read: 0 })).not.toHaveProperty('warnings');
  });

  it('does not warn where nothing ever came', () => {
    const { lastRowsAt: _, ...fresh } = window;
    expect(closeWindow(fresh, { ...end, read: 0 })).not.toHaveProperty('warnings');
  });

  it('warns of a watermark ahead of the clock, and hands on one that stands', () => {
    const ahead = '2026-03-11T00:00:00.000Z';
    expect(closeWindow({ ...window, ahead }, end)).toMatchObject({
      syncedThrough: window.syncedThrough,
      warnings: [{ cause: 'watermark-ahead', message: expect.stringContaining(ahead) }],
    });
    const { syncedThrough, ...past } = window;
    const closed = closeWindow({ ...past, standing: syncedThrough! }, { ...end, isSettled: false });
    expect(closed).toMatchObject({ syncedThrough, lastRowsAt: window.lastRowsAt });
    expect(closed).not.toHaveProperty('warnings');
  });

  it('warns when nothing says where to begin, and only the last slice was read', () => {
    const open = { ...window, begins: 'open' } as const;
    expect(closeWindow(open, end)).toMatchObject({ warnings: [{ cause: 'no-beginning' }] });
    expect(closeWindow({ ...open, from: '' }, end)).not.toHaveProperty('warnings');
  });
});
