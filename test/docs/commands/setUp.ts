import { readFileSync, statSync } from 'node:fs';
import { Connection } from '@temporalio/client';
import { readComposeFile } from '../../../dev/stack/composeFile';
import type { Desk } from './desk';
import { printed, type Story } from './story';

const KEYWORD = 2;
const INT = 3;
const DATETIME = 6;
const types: Readonly<Record<string, number>> = { Keyword: KEYWORD, Int: INT, Datetime: DATETIME };

/** What the server says of the namespace that the documents have made. */
async function madeNamespace({ world }: Desk) {
  const namespace = `${world.taskQueue}-made`;
  const { workflowService, operatorService } = world.client.connection as Connection;
  const { config } = await workflowService.describeNamespace({ namespace });
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  return { retention: retentionDays(config), customAttributes };
}

function retentionDays(
  config: { workflowExecutionRetentionTtl?: { seconds?: unknown } | null } | null | undefined,
): number {
  return Number(config?.workflowExecutionRetentionTtl?.seconds) / 86_400;
}

/** Six attributes of their types, as the server lists them. */
function wantedAttributes(): object {
  const wanted = Object.entries(readComposeFile().searchAttributes);
  return Object.fromEntries(wanted.map(([name, type]) => [name, types[type]]));
}

function completes(file: string, word: string) {
  return ({ folder }: Desk) => expect(readFileSync(`${folder}/${file}`, 'utf8')).toContain(word);
}

/** Sections 1 and 2 of the guide: programs, server, configuration, checks. */
export const setUp: Story = {
  'cd /srv/jinqiao': { after: 'pwd', sees: (desk, { stdout }) => expect(stdout.trim()).toBe(desk.folder) },
  "alias jinqiao='node /opt/jinqiao/bin/jinqiao'": {
    after: 'shopt -s expand_aliases\njinqiao --version',
    sees: printed(/^\d+\.\d+\.\d+\n$/),
  },
  'source <(jinqiao completion bash)': { after: 'complete -p jinqiao', sees: printed('_jinqiao jinqiao') },
  'jinqiao completion bash > ~/.local/share/bash-completion/completions/jinqiao': {
    sees: completes('.local/share/bash-completion/completions/jinqiao', 'reconcile'),
  },
  'jinqiao completion zsh > "${fpath[1]}/_jinqiao"': { sees: completes('zsh/_jinqiao', '#compdef jinqiao') },
  'jinqiao completion fish > ~/.config/fish/completions/jinqiao.fish': {
    sees: completes('.config/fish/completions/jinqiao.fish', 'complete -c jinqiao'),
  },
  'cp jinqiao.example.yml jinqiao.yml': {
    after: 'env -u JINQIAO_CONFIG jinqiao config validate --json',
    sees: (_, { stdout }) => expect(JSON.parse(stdout)).toMatchObject({ valid: true, path: 'jinqiao.yml' }),
  },
  'chmod 600 /srv/jinqiao/jinqiao.yml /srv/jinqiao/.env': {
    sees: (desk) => expect(statSync(desk.file('.env')).mode & 0o777).toBe(0o600),
  },
  'export TEMPORAL_ADDRESS=temporal.example.com:7233': {
    after: 'temporal operator cluster health',
    sees: printed('SERVING'),
  },
  'temporal operator namespace create --namespace jinqiao --retention 45d': {
    sees: async (desk) => expect(await madeNamespace(desk)).toMatchObject({ retention: 45 }),
  },
  'temporal operator search-attribute create --namespace jinqiao --name SchemeId --type Keyword --name Outcome --type Keyword --name RecordKey --type Keyword --name Cause --type Keyword --name Window --type Keyword --name ReadCount --type Int --name RejectedCount --type Int --name SyncedThrough --type Datetime':
    {
      sees: async (desk) =>
        expect((await madeNamespace(desk)).customAttributes).toMatchObject(wantedAttributes()),
    },
  'temporal operator namespace update --namespace jinqiao --retention 45d': {
    sees: async (desk) => expect(await madeNamespace(desk)).toMatchObject({ retention: 45 }),
  },
  'temporal operator namespace update --namespace default --retention 45d': {
    sees: async ({ world }) => {
      const { workflowService } = world.client.connection as Connection;
      const { config } = await workflowService.describeNamespace({ namespace: world.taskQueue });
      expect(retentionDays(config)).toBe(45);
    },
  },
  '/usr/local/bin/temporal server start-dev --ip 127.0.0.1 --port 7233 --ui-port 8233 --db-filename /var/lib/temporal/temporal.db --namespace default --log-level warn --search-attribute SchemeId=Keyword --search-attribute Outcome=Keyword --search-attribute RecordKey=Keyword --search-attribute Cause=Keyword --search-attribute Window=Keyword --search-attribute ReadCount=Int --search-attribute RejectedCount=Int --search-attribute SyncedThrough=Datetime --dynamic-config-value history.transferProcessorMaxPollRPS=1000 --dynamic-config-value matching.numTaskqueueReadPartitions=1 --dynamic-config-value matching.numTaskqueueWritePartitions=1':
    {
      lasts: async ({ world, folder }, server) => {
        await world.until(() => Promise.resolve(server.stdout().includes('Temporal Server:')));
        const [, address] = /Temporal Server: +(\S+)/.exec(server.stdout()) ?? [];
        const connection = await Connection.connect({ address: address! });
        const { customAttributes } = await connection.operatorService.listSearchAttributes({
          namespace: 'default',
        });
        await connection.close();
        expect(customAttributes).toMatchObject(wantedAttributes());
        expect(statSync(`${folder}/temporal.db`).size).toBeGreaterThan(0);
      },
    },
  '/usr/bin/node /opt/jinqiao/bin/jinqiao worker': {
    lasts: async ({ world }, worker) => {
      await world.until(() => Promise.resolve(worker.stderr().includes('worker ready')));
      expect(worker.stderr()).toContain(world.taskQueue);
    },
  },
  'jinqiao worker --config /etc/jinqiao.yml': {
    lasts: async ({ world }, worker) => {
      await world.until(() => Promise.resolve(worker.stderr().includes('worker ready')));
      expect(worker.stderr()).toContain(world.taskQueue);
    },
  },
  'jinqiao sandbox --port 8700': { lasts: (desk, sandbox) => servesWarehouses(desk, sandbox.stdout, 30) },
  'jinqiao sandbox --port 8700 --size warehouses=230': {
    lasts: (desk, sandbox) => servesWarehouses(desk, sandbox.stdout, 230),
  },
  'jinqiao sandbox --port 8700 --size warehouses=230 --seed 7': {
    lasts: (desk, sandbox) => servesWarehouses(desk, sandbox.stdout, 230),
  },
  'jinqiao config validate': { sees: printed('jinqiao.yml') },
  'jinqiao config show': { sees: printed('connections.kingdee.appSecret', '***') },
  'jinqiao doctor': { sees: printed('search attributes', 'worker build') },
  'jinqiao doctor --json': {
    sees: (_, { stdout }) => expect(JSON.parse(stdout)).toMatchObject({ ok: true }),
  },
  'jinqiao check': { sees: printed('temporal', 'jushuitan', 'kingdee', 'qimen', 'guanyi', 'greatonce') },
  'jinqiao check kingdee': { sees: printed('kingdee', 'permission') },
  'cd /srv/jinqiao && node /opt/jinqiao-0.3.0/bin/jinqiao check': { sees: printed('temporal', 'greatonce') },
};

async function servesWarehouses({ world }: Desk, stdout: () => string, count: number): Promise<void> {
  await world.until(() => Promise.resolve(stdout().includes('\n')));
  const { control } = JSON.parse(stdout()) as { control: string };
  const answer = await fetch(`${control}/_sandbox/state/jushuitan/warehouses`);
  expect(await answer.json()).toHaveLength(count);
}
