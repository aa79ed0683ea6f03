/** Conditions of visibility queries; pure, since a run's page in the Temporal UI links to such a query. */

/** Workflows of one installation: all of them are on its task queue, whatever else a namespace holds. */
export function onQueue(taskQueue: string): string {
  return `TaskQueue=${quoted(taskQueue)}`;
}

/** A text as a visibility query takes it: Temporal reads strings as MySQL does. */
export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
