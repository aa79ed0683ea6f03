import { faultKinds } from '../../sandbox/faults';
import { allPlatforms, createSandbox, type RunningSandbox } from '../../sandbox/server';
import { blocksUnder, tableUnder, textOf } from './documents';

const file = 'docs/sandbox.md';

/** A curl command of the document, as what it sends. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

function commands(): Sent[] {
  const lines = blocksUnder(/(curl)/, file).flatMap(({ block }) => block.split('\n'));
  return lines
    .filter((line) => line.startsWith('curl '))
    .map((line) => {
      const [, method = 'GET', path = '', body] =
        /^curl (?:-X (\w+) )?"?localhost:8700([^" ]+)"?(?: -d '(.*)')?$/.exec(line) ?? [];
      return { method, path, ...(body === undefined ? {} : { body }) };
    });
}

describe('docs/sandbox.md', () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await createSandbox();
  });
  afterAll(() => sandbox.close());

  test('every curl command in it works', async () => {
    const sent = commands();
    expect(sent.length).toBeGreaterThan(25);
    for (const { method, path, body } of sent) {
      const answer = await fetch(sandbox.url + path, { method, ...(body === undefined ? {} : { body }) });
      expect({ method, path, body, status: answer.status }).toEqual({ method, path, body, status: 200 });
    }
  });

  test('it shows every kind of fault, and one of each', () => {
    expect(tableUnder('faults', file).map(([kind]) => kind)).toEqual(faultKinds);
    const shown = commands().flatMap(({ body = '' }) => /"kind":"([\w-]+)"/.exec(body)?.[1] ?? []);
    expect(faultKinds.filter((kind) => !shown.includes(kind))).toEqual([]);
  });

  test('it names every switch with its initial value, and so does the protocol page', async () => {
    for (const { name, switches } of await allPlatforms()) {
      const listed = tableUnder(`switches ${name}`, file).map(([key, initial]) => [key, initial]);
      const board = Object.entries(switches.values()).map(([key, value]) => [key, String(value)]);
      expect(listed).toEqual(board);
      const page = textOf(`docs/platforms/${name}.md`);
      expect(board.filter(([key]) => !page.includes(`\`${key}\``))).toEqual([]);
    }
  });

  test('it names every collection', async () => {
    const names = (await allPlatforms()).flatMap(({ collections }) => Object.keys(collections));
    expect(names.filter((name) => !textOf(file).includes(`\`${name}\``))).toEqual([]);
  });
});
