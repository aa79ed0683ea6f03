import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { root } from '../src/root';

/** Replaces what is in use over and over, as pages follow pages, and answers the highest heap while it does. */
const CHURN = `
  const ring = new Array(300);
  let highest = 0;
  for (let at = 0; at < 3_000; at += 1) {
    ring[at % ring.length] = Array.from({ length: 4_000 }, (_, of) => ({ at, of }));
    if (at % 10 === 0) highest = Math.max(highest, process.memoryUsage().heapUsed);
  }
  console.log(highest);
`;

function highestHeap(before: string): number {
  const hook = path.join(root, 'test', 'sandbox', 'support', 'typescript.cjs');
  const out = execFileSync(process.execPath, ['-r', hook, '-e', before + CHURN], {
    cwd: root,
    encoding: 'utf8',
  });
  return Number(out);
}

test('a worker keeps its heap closer to what is in use than V8 does by itself', () => {
  const own = highestHeap("require('./src/heap.ts').keepHeapSmall();");
  expect(own / highestHeap('')).toBeLessThan(0.85);
});
