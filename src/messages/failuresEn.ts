/** Why a command could not do its work, in English. */
export const failure = {
  advised: (what: string, advice: string) => `${what}; ${advice}`,
  unreachable: (address: string, why: string) => `Temporal server at ${address} does not answer${why}`,
  why: (text: string) => ` (${text})`,
  startServer: 'start one with `jinqiao dev`, or set TEMPORAL_ADDRESS or temporal.address in jinqiao.yml',
  cannotListen: (address: string, code: string) =>
    `worker.http: cannot listen on ${address} (${code}); choose another port, or leave worker.http out`,
  attributesMissing: (names: string, command: string) =>
    `the namespace lacks the search attributes ${names}; create them: ${command}`,
  noDevelopment:
    'the development tools are not installed: run `npm ci` in a checkout (a production install leaves them out)',
  noServerBinary: 'No Temporal server could be found or downloaded:',
  tried: {
    notOnPath: 'no temporal on the PATH',
    notCached: 'no copy in the cache yet',
    download: (name: string, why: string) => `${name}: ${why}`,
  },
  programEnded: (program: string, how: string) => `${program} ended by itself (${how})`,
  sandboxEnded: (code: number) => `the sandbox ended with code ${code}`,
  demoStopped: 'the demonstration was stopped',
  notReconcilable: (scheme: string, connection: string) =>
    `${scheme} cannot be reconciled: its target ${connection} has no look-up; set connections.${connection}.lookUpMethod`,
  longKey: (most: number) => `a key has at most ${most} characters`,
  longDocument: (file: string, most: number) => `${file} has more than ${most} characters`,
  window: {
    noWindow: (scheme: string) => `${scheme} has no window: its list is always read in full`,
    useRun: (scheme: string) => `use \`jinqiao run ${scheme}\``,
    noEnd: (scheme: string) => `the window of ${scheme} always ends now`,
    withoutTo: 'leave --to out',
    backwards: '--to must be after --from',
    endAlone: '--to needs a beginning: give --from too',
    future: (from: string) => `--from ${from} lies in the future: there is nothing to read yet`,
    tooLong: (slices: number, most: number) => `the window has ${slices} slices; a run takes at most ${most}`,
    inParts: 'read it in parts, with a later --from or an earlier --to',
  },
  days: {
    noWindow: (scheme: string) =>
      `${scheme} is read in full, its source has no window: leave --from and --to out`,
    backwards: (from: string, to: string) => `--from ${from} is after ${to}`,
    today: 'today',
    noDay: (option: string, given: string) =>
      `--${option} must be a whole day of Asia/Shanghai, yyyy-MM-dd, from 2000 to 2099: "${given}" is none`,
    tooLong: (slices: number, most: number) =>
      `these days have ${slices} slices, at most ${most} are compared at once: compare them in parts`,
  },
};
