import path from 'node:path';

/** The columns that docs/operations.md tells people to take. */
const columns = [
  'Status',
  'SchemeId',
  'Outcome',
  'Window',
  'ReadCount',
  'RejectedCount',
  'Start',
  'Workflow ID',
  'SyncedThrough',
];

const runsView = { id: 'runs', name: 'runs', query: 'SchemeId IS NOT NULL AND WorkflowType!="repairRecord"' };

/** Pages of the Temporal UI, as pictures in a folder. */
export class UiPages {
  constructor(browser, { ui, namespace }, folder) {
    this.browser = browser;
    this.namespace = namespace;
    this.address = `${ui}/namespaces/${encodeURIComponent(namespace)}`;
    this.folder = folder;
  }

  async takeAll({ running, paused, rejected, repair }) {
    // The runs that go on come first: what is on their pages passes.
    await this.take('running', `${this.run(running)}/user-metadata`, 'window 时间段', 1_240);
    await this.take(
      'runs',
      `/workflows?query=${encodeURIComponent(runsView.query)}`,
      'qimenSaleouts',
      600,
      1_720,
    );
    await this.take('paused', `${this.run(paused)}/user-metadata`, 'closed-period', 1_240);
    await this.take('rejected', `${this.run(rejected)}/user-metadata`, 'closed-period', 980);
    await this.take('repair', `${this.run(repair)}/user-metadata`, 'retryWith', 1_300);
    await this.take('timeline', this.run(rejected), 'planRun', 1_150);
    await this.take('schedules', '/schedules', 'qimenSaleouts', 880);
  }

  run({ workflowId, runId }) {
    return `/workflows/${encodeURIComponent(workflowId)}/${runId}`;
  }

  /** @param shown text that is on the page, or in a frame of it, once it is drawn */
  async take(name, place, shown, height, width = 1_480) {
    const page = await this.browser.newPage({
      viewport: { width, height },
      timezoneId: 'Asia/Shanghai',
      locale: 'en-US',
    });
    await page.addInitScript(remember, { namespace: this.namespace, columns, view: runsView });
    await page.goto(`${this.address}${place}`);
    await untilDrawn(page, shown);
    await page.screenshot({ path: path.join(this.folder, `temporal-ui-${name}.png`) });
    await page.close();
    process.stdout.write(`temporal-ui-${name}.png\n`);
  }
}

/** What the UI keeps in the browser: the columns of its list, the saved views, and that its menu is closed. */
function remember({ namespace, columns, view }) {
  const shown = columns.map((label, position) => ({ label, pinned: position < 2 }));
  localStorage.setItem('namespace-workflow-table-columns', JSON.stringify({ [namespace]: shown }));
  localStorage.setItem('saved-namespace-queries', JSON.stringify({ [namespace]: [view] }));
  localStorage.setItem('navOpen', 'false');
}

async function untilDrawn(page, shown) {
  for (;;) {
    const texts = await Promise.all(page.frames().map((frame) => textOf(frame)));
    if (texts.some((text) => text.includes(shown))) break;
    await page.waitForTimeout(250);
  }
  // Frames grow to the height of their text, and lists settle, without telling.
  await page.waitForTimeout(3_000);
}

function textOf(frame) {
  return frame.evaluate(() => document.body?.innerText ?? '').catch(() => '');
}
