import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../src/root';
import { documents, textOf } from './documents';

/** Targets of links and pictures that stay within the repository. */
function links(file: string): string[] {
  const targets = [...textOf(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => !/^\w+:/.test(target));
}

/** Headings as GitHub names their anchors. */
function anchors(file: string): string[] {
  const headings = [...textOf(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test.each(documents)('every link of %s leads somewhere', (file) => {
  const dead = links(file).filter((link) => {
    const [target = '', anchor] = link.split('#');
    const wanted = target === '' ? file : path.posix.join(path.posix.dirname(file), target);
    if (!existsSync(path.join(root, wanted))) return true;
    return anchor !== undefined && !anchors(wanted).includes(anchor);
  });
  expect(dead).toEqual([]);
});

test('there are documents with links', () => {
  expect(documents.flatMap(links).length).toBeGreaterThan(30);
});
