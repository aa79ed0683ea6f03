'use strict';
/**
 * Ends the programs it was told of once its parent is gone, however the parent went: a development server must not
 * outlive a `jinqiao dev` that was killed. Told over IPC: `{ keep: pid }`, `{ forget: pid }`.
 */
const kept = new Set();

process.on('message', ({ keep, forget }) => {
  if (keep) kept.add(keep);
  if (forget) kept.delete(forget);
});

// Signals from the terminal go to the whole process group; the parent decides what they mean.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

process.on('disconnect', () => {
  kept.forEach((pid) => send(pid, 'SIGTERM'));
  setTimeout(() => {
    kept.forEach((pid) => send(pid, 'SIGKILL'));
    process.exit();
  }, 5_000);
  const exitWhenAllAreGone = () => [...kept].some((pid) => send(pid, 0)) || process.exit();
  exitWhenAllAreGone();
  setInterval(exitWhenAllAreGone, 100);
});

/** Whether the program was still there. */
function send(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
