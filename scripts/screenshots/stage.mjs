import { setTimeout as sleep } from 'node:timers/promises';

const day = 86_400_000;
const warehouses = 'jushuitanWarehousesToKingdeeStocks';
const saleouts = 'qimenSaleoutsToKingdeeOutstocks';

/** The runs that are looked at: one of each kind, on the data of the sandbox. */
export class Stage {
  /** Runs by what they show, each with its ids. */
  runs = {};

  constructor(client, control, jinqiao) {
    this.client = client;
    this.control = control;
    this.jinqiao = jinqiao;
  }

  async set() {
    this.jinqiao('schedules', 'apply');
    this.jinqiao('schedules', 'pause', 'guanyiShopsToKingdeeCustomers', '--note', 'stock-taking 盘点');
    await this.warehousesWithRefusals();
    this.jinqiao('run', 'guanyiShopsToKingdeeCustomers', '--wait');
    await this.missingPermission();
    this.jinqiao('run', saleouts, '--wait');
    await this.closedMonth();
    await this.slowBackfill();
  }

  /** Until the backfill has read so many of its days. */
  async untilSlices(count) {
    const { workflowId, runId } = this.runs.running;
    const handle = this.client.workflow.getHandle(workflowId, runId);
    while ((await handle.query('progress')).slices.done < count) await sleep(500);
  }

  /** A row without a name, a document whose audit is refused, and a throttle at the third page. */
  async warehousesWithRefusals() {
    const rows = await this.send('GET', '/state/jushuitan/warehouses');
    rows[4].name = '';
    const refused = String(rows[20].wms_co_id);
    await this.send('PUT', '/state/jushuitan/warehouses', rows);
    await this.send('PUT', '/switches/kingdee', { auditRefusedNumbers: refused });
    await this.send('POST', '/faults', { platform: 'jushuitan', kind: 'throttle', skip: 2, times: 1 });
    this.jinqiao('run', warehouses, '--wait');
    this.runs.rejected = await this.newest(`WorkflowType="${warehouses}"`);
    this.runs.repair = await this.newest(`WorkflowId="repair/${warehouses}/${refused}"`);
  }

  async missingPermission() {
    const body = { code: 190, msg: '验证失败！无API权限，请申请API权限' };
    await this.send('POST', '/faults', { platform: 'jushuitan', kind: 'answer', times: 1, body });
    this.jinqiao('run', warehouses, '--wait');
  }

  /** Every bill of it is refused, so the run pauses by itself. */
  async closedMonth() {
    await this.send('PUT', '/switches/kingdee', { closedUntil: daysAgo(13) });
    this.jinqiao('backfill', saleouts, '--from', daysAgo(19), '--to', daysAgo(13));
    this.runs.paused = await this.newest(`WorkflowType="${saleouts}" AND Outcome="paused"`);
  }

  async slowBackfill() {
    const slow = { platform: 'kingdee', operation: 'BatchSave', kind: 'latency', milliseconds: 2_000 };
    await this.send('POST', '/faults', slow);
    this.jinqiao('backfill', saleouts, '--from', daysAgo(12), '--to', daysAgo(1));
    this.runs.running = await this.newest(`WorkflowType="${saleouts}" AND Outcome="running"`);
  }

  /** The newest workflow that a query finds, once there is one. */
  async newest(query) {
    for (;;) {
      for await (const { workflowId, runId } of this.client.workflow.list({ query }))
        return { workflowId, runId };
      await sleep(500);
    }
  }

  async send(method, route, body) {
    const answer = await fetch(`${this.control}${route}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`sandbox ${method} ${route}: ${text}`);
    return text && JSON.parse(text);
  }
}

/** A day in Shanghai, `yyyy-MM-dd`. */
function daysAgo(count) {
  return new Date(Date.now() + day / 3 - count * day).toISOString().slice(0, 10);
}
