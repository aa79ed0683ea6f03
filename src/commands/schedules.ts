import { Command } from 'commander';
import { scheduleDefinitions } from '../temporal/schedules/definition';
import { scheduleId } from '../temporal/schedules/names';
import { type ScheduleChange, scheduleChanges } from '../temporal/schedules/difference';
import { heldSchedule, ScheduleStore } from '../temporal/schedules/store';
import { connectClient } from '../temporal/connect';
import { temporalTarget } from '../temporal/target';
import { schemes } from '../workflows/catalogue';
import { openContext } from './shared/context';
import { CliError, exitCodes } from './shared/exit';
import { type CommonOptions, readText, withConfig, withJson } from './shared/options';
import { print, printJson } from './terminal/output';
import { changesTable, scheduleRow, schedulesTable } from './schedules/view';
import { verb } from './verbs';
import { messages } from '../messages';

interface ApplyOptions extends CommonOptions {
  readonly prune?: boolean;
}

interface PauseOptions extends CommonOptions {
  readonly all?: boolean;
  readonly note?: string;
}

/** `jinqiao schedules …`: the Schedules in Temporal, and what `jinqiao.yml` says of them. */
export function schedulesCommand(): Command {
  const texts = messages().help.verb.schedules;
  const sub = (name: 'plan' | 'apply' | 'list' | 'pause' | 'resume' | 'trigger' | 'delete') =>
    withJson(withConfig(new Command(name).description(texts[name])), texts.prints);
  return verb('schedules')
    .addCommand(sub('plan').action(plan))
    .addCommand(sub('apply').option('--prune', texts.prune).action(apply))
    .addCommand(sub('list').action(list))
    .addCommand(
      sub('pause')
        .argument('[scheme...]')
        .option('--all', texts.all)
        .option('--note <text>', texts.note, readText, 'paused by jinqiao')
        .action(pause),
    )
    .addCommand(sub('resume').argument('[scheme...]').option('--all', texts.all).action(resume))
    .addCommand(sub('trigger').argument('<scheme>').action(trigger))
    .addCommand(sub('delete').argument('<scheme...>').action(remove));
}

async function plan(options: CommonOptions): Promise<void> {
  await withStore(options, async (store, wanted) => show(await changes(store, wanted), options));
}

async function apply(options: ApplyOptions): Promise<void> {
  await withStore(options, async (store, wanted) => {
    const found = await changes(store, wanted);
    show(found, options);
    for (const change of found) await carryOut(store, change, options.prune ?? false);
  });
}

async function carryOut(
  store: ScheduleStore,
  { id, kind, wanted }: ScheduleChange,
  prunes: boolean,
): Promise<void> {
  if (kind === 'create' && wanted) await store.create(wanted);
  if (kind === 'change' && wanted) await store.change(wanted);
  if (kind === 'orphan' && prunes) await store.handle(id).delete();
}

async function list(options: CommonOptions): Promise<void> {
  await withStore(options, async (store) => {
    const rows = (await store.list()).map(scheduleRow);
    if (options.json) printJson(rows);
    else if (rows.length === 0) print(messages().schedules.noneYet);
    else print(schedulesTable(rows));
  });
}

async function pause(names: readonly string[], options: PauseOptions): Promise<void> {
  await forEach(names, options, (store, id) => store.handle(id).pause(options.note), 'paused');
}

async function resume(names: readonly string[], options: PauseOptions): Promise<void> {
  await forEach(names, options, (store, id) => store.resume(id), 'resumed');
}

async function remove(names: readonly string[], options: CommonOptions): Promise<void> {
  await forEach(names, options, (store, id) => store.handle(id).delete(), 'deleted');
}

/** The policy of the Schedule holds, so that the run hands its watermark on like any other. */
async function trigger(name: string, options: CommonOptions): Promise<void> {
  await withStore(options, async (store, _, taskQueue) => {
    const [id] = await chosen(store, [name], taskQueue);
    const handle = store.handle(id as string);
    const { info, policies } = await handle.describe();
    const [running] = info.runningActions;
    if (running) {
      const texts = messages().run;
      throw new CliError(texts.isRunning(running.workflow.workflowId), exitCodes.running, texts.waitOrCancel);
    }
    await handle.trigger(policies.overlap);
    if (options.json) printJson({ triggered: id });
    else print(messages().schedules.done.triggered(id as string));
  });
}

type Work = (
  store: ScheduleStore,
  wanted: ReturnType<typeof scheduleDefinitions>,
  taskQueue: string,
) => Promise<void>;

async function withStore(options: CommonOptions, work: Work): Promise<void> {
  const { config } = openContext(options);
  const client = await connectClient(temporalTarget(config.temporal));
  const { taskQueue } = config.temporal;
  try {
    await work(
      new ScheduleStore(client, taskQueue, schemes),
      scheduleDefinitions(config, schemes),
      taskQueue,
    );
  } finally {
    await client.connection.close();
  }
}

async function changes(
  store: ScheduleStore,
  wanted: ReturnType<typeof scheduleDefinitions>,
): Promise<ScheduleChange[]> {
  return scheduleChanges(wanted, (await store.list()).map(heldSchedule));
}

function show(found: readonly ScheduleChange[], { json }: CommonOptions): void {
  if (json) printJson(found.map(({ id, kind, fields }) => ({ id, kind, fields })));
  else if (found.length === 0) print(messages().schedules.none);
  else print(changesTable(found));
}

async function forEach(
  names: readonly string[],
  options: PauseOptions,
  act: (store: ScheduleStore, id: string) => Promise<unknown>,
  done: 'paused' | 'resumed' | 'deleted',
): Promise<void> {
  if (names.length === 0 && !options.all) {
    throw new CliError(messages().schedules.noneNamed, exitCodes.usage, messages().schedules.howToName);
  }
  await withStore(options, async (store, _, taskQueue) => {
    const ids = await chosen(store, names, taskQueue);
    for (const id of ids) await act(store, id);
    if (options.json) printJson({ [done]: ids });
    else print(...ids.map(messages().schedules.done[done]));
  });
}

/** Ids of the named schemes' Schedules (`scheme`, or `scheme/late`), or of all. @throws CliError for one that is not there */
async function chosen(store: ScheduleStore, names: readonly string[], taskQueue: string): Promise<string[]> {
  const ids = (await store.list()).map(({ scheduleId }) => scheduleId);
  const wanted = names.length === 0 ? ids : names.map((name) => scheduleId(taskQueue, name));
  const missing = wanted.find((id) => !ids.includes(id));
  if (missing === undefined) return wanted;
  const texts = messages().schedules;
  const advice = ids.length > 0 ? texts.thereAre(ids.join(', ')) : texts.apply;
  throw new CliError(texts.missing(missing), exitCodes.usage, advice);
}
