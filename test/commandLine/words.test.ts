import { chooseLanguage, type Language, languageOf, localize, messages } from '../../src/messages';
import { comparisonStep, runStep } from '../../src/commands/terminal/progress';
import type { Progress } from '../../src/contract/run';

test.each([
  [{}, 'en'],
  [{ LANG: 'C' }, 'en'],
  [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
  [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_US.UTF-8' }, 'en'],
  [{ LANG: 'C', LC_MESSAGES: 'zh_TW' }, 'zh'],
  [{ LANG: 'zh_CN.UTF-8', LC_ALL: '' }, 'zh'],
  [{ LC_ALL: 'en_US.UTF-8', JINQIAO_LANG: 'zh' }, 'zh'],
  [{ LANG: 'zh_CN.UTF-8', JINQIAO_LANG: 'en' }, 'en'],
])('%j speaks %s', (env, language) => {
  expect(languageOf(env)).toBe(language);
});

/** Every text of a catalogue, functions called with marks for what stands inside. */
function texts(tree: object): string[] {
  return Object.values(tree).flatMap((value: unknown) => {
    if (typeof value === 'function') return [String(value('«1»', '«2»', '«3»'))];
    return typeof value === 'string' ? [value] : texts(value as object);
  });
}

test('both languages name the same things inside their sentences', () => {
  const [english, chinese] = (['en', 'zh'] as const).map((language: Language) => {
    chooseLanguage(language);
    return texts(messages());
  }) as [string[], string[]];
  chooseLanguage(undefined);
  const marks = (text: string) => [...new Set(text.match(/«\d»/g))].sort();
  expect(chinese.map(marks)).toEqual(english.map(marks));
  expect(english.filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
});

describe('in the language of the environment', () => {
  const before = process.env.JINQIAO_LANG;
  afterEach(() => {
    if (before === undefined) delete process.env.JINQIAO_LANG;
    else process.env.JINQIAO_LANG = before;
  });

  test('advice is spoken', () => {
    process.env.JINQIAO_LANG = 'zh';
    expect(localize({ en: 'reopen it', zh: '请反关账' })).toBe('请反关账');
    expect(messages().state.paused).toBe('已暂停');
    process.env.JINQIAO_LANG = 'en';
    expect(localize({ en: 'reopen it', zh: '请反关账' })).toBe('reopen it');
    expect(localize(undefined)).toBe('');
  });

  test('progress tells slices, estimate and why a run paused', () => {
    process.env.JINQIAO_LANG = 'en';
    const counts = { created: 90, unchanged: 0, audited: 0, skipped: 0, rejected: 10, inDoubt: 0 };
    const progress = {
      state: 'paused',
      pagesDone: 2,
      read: 100,
      counts,
      slices: { done: 3, total: 31 },
      expectedAt: '2026-11-27T06:00:00.000Z',
      pausedBecause: { en: '10 refused in a row', zh: '连续 10 条被拒绝' },
    } as unknown as Progress;
    expect(runStep(progress)).toEqual({
      done: 3,
      total: 31,
      text: 'paused: 10 refused in a row · slices 3 of 31 · page 2 · 100 read · 90 created, 10 rejected · done about 2026-11-27 14:00:00',
    });
    const comparison = { scheme: 'bills', read: 0, differences: 0 };
    expect(comparisonStep({ ...comparison, slices: { done: 4, total: 9 } })).toMatchObject({
      done: 4,
      total: 9,
    });
    expect(comparisonStep(comparison)).toBeUndefined();
  });
});
