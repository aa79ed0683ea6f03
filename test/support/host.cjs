'use strict';
/**
 * Runs one `jinqiao` command after the other in one process, through its main function: what a command costs beside its
 * own work, the start of Node.js and of the SDK, is paid once. Each has its own environment, folder and output.
 */
const path = require('node:path');

const { main } = require(path.join(__dirname, '..', '..', 'dist', 'src', 'cli.js'));
const write = { stdout: process.stdout.write, stderr: process.stderr.write };
// Each command listens for a reader that goes away, and for signals.
for (const emitter of [process, process.stdout]) emitter.setMaxListeners(0);

process.on('message', ({ args, env, cwd, streams }) => {
  for (const stream of streams)
    process[stream].write = (chunk, encoding, done) => {
      process.send({ [stream]: chunk.toString() });
      (typeof encoding === 'function' ? encoding : done)?.();
      return true;
    };
  const listeners = process.listeners('SIGINT');
  process.env = { ...env };
  process.chdir(cwd);
  process.exitCode = undefined;
  const finish = () => {
    for (const stream of streams) process[stream].write = write[stream];
    for (const signal of ['SIGINT', 'SIGTERM'])
      for (const listener of process.listeners(signal))
        if (!listeners.includes(listener)) process.removeListener(signal, listener);
    process.send({ code: process.exitCode ?? 0 });
  };
  main(args).then(finish, (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
    finish();
  });
});
// The test process has ended.
process.on('disconnect', () => process.exit(0));
