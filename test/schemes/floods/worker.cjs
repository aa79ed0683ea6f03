/**
 * A worker for workflows alone whose tasks have a fifth of the time that the SDK gives them, so that a fifth of the signals
 * shows what ends one. It is started like `jinqiao worker`.
 */
const path = require('node:path');
const { NativeConnection, Worker } = require('@temporalio/worker');

async function main() {
  const {
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    JINQIAO_TASK_QUEUE: taskQueue,
  } = process.env;
  const connection = await NativeConnection.connect({ address });
  const codePath = path.join(__dirname, '..', '..', '..', 'dist', 'workflow-bundle.js');
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle: { codePath },
    isolateExecutionTimeout: '1 second',
  });
  process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
  await worker.run();
  await connection.close();
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
