import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { root } from '../../src/root';

const histories = readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && /^\d/.test(entry.name))
  .flatMap((entry) => readdirSync(path.join(__dirname, entry.name)).map((file) => `${entry.name}/${file}`));

function historyOf(file: string) {
  return historyFromJSON(JSON.parse(readFileSync(path.join(__dirname, file), 'utf8')));
}

describe('recorded histories', () => {
  beforeAll(() => Runtime.install({ logger: new DefaultLogger('ERROR') }));

  it('are there', () => {
    expect(histories.length).toBeGreaterThanOrEqual(7);
  });

  it.each(histories)('%s replays on the code of today', async (file) => {
    const workflowBundle = { codePath: path.join(root, 'dist', 'workflow-bundle.js') };
    await expect(Worker.runReplayHistory({ workflowBundle }, historyOf(file))).resolves.toBeUndefined();
  });

  it('catch a change that runs under way would not survive', async () => {
    const workflowsPath = require.resolve('./incompatible/workflows');
    const workflowBundle = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
    for (const file of histories.filter((name) => name.includes('attention'))) {
      await expect(Worker.runReplayHistory({ workflowBundle }, historyOf(file))).rejects.toThrow(DeterminismViolationError);
    }
  });
});
