import { Command } from 'commander';
import { localize, messages } from '../messages';
import { type ScheduleRow, type Schedules, withSchedules } from '../operations/schedules';
import type { ScheduleChange } from '../temporal/schedules/definition';
import { pauseReason } from '../temporal/schedules/pausing';
import { openContext } from './shared/context';
import { CliError, exitCodes } from './shared/exit';
import { type CommonOptions, readText, withConfig, withJson } from './shared/options';
import { print, printJson, table } from './terminal/output';
import { verb } from './verbs';

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
  await withSchedules(openContext(options).config, async (schedules) =>
    showChanges(await schedules.plan(), options),
  );
}

async function apply(options: ApplyOptions): Promise<void> {
  await withSchedules(openContext(options).config, async (schedules) => {
    const changes = await schedules.plan();
    showChanges(changes, options);
    await schedules.apply(changes, options.prune ?? false);
  });
}

async function list(options: CommonOptions): Promise<void> {
  const rows = await withSchedules(openContext(options).config, (schedules) => schedules.list());
  if (options.json) printJson(rows);
  else print(rows.length === 0 ? messages().schedules.noneYet : schedulesTable(rows));
}

async function pause(names: readonly string[], options: PauseOptions): Promise<void> {
  await change('paused', names, options, (schedules) => schedules.pause(names, options.note));
}

async function resume(names: readonly string[], options: PauseOptions): Promise<void> {
  await change('resumed', names, options, (schedules) => schedules.resume(names));
}

async function remove(names: readonly string[], options: CommonOptions): Promise<void> {
  await change('deleted', names, options, (schedules) => schedules.delete(names));
}

async function trigger(name: string, options: CommonOptions): Promise<void> {
  const id = await withSchedules(openContext(options).config, (schedules) => schedules.trigger(name));
  if (options.json) printJson({ triggered: id });
  else print(messages().schedules.done.triggered(id));
}

async function change(
  done: 'paused' | 'resumed' | 'deleted',
  names: readonly string[],
  options: PauseOptions,
  act: (schedules: Schedules) => Promise<string[]>,
): Promise<void> {
  const { noneNamed, howToName, done: sentences } = messages().schedules;
  if (names.length === 0 && !options.all) throw new CliError(noneNamed, exitCodes.usage, howToName);
  const ids = await withSchedules(openContext(options).config, act);
  if (options.json) printJson({ [done]: ids });
  else print(...ids.map(sentences[done]));
}

function showChanges(found: readonly ScheduleChange[], { json }: CommonOptions): void {
  if (json) printJson(found.map(({ id, kind, fields }) => ({ id, kind, fields })));
  else print(found.length === 0 ? messages().schedules.none : changesTable(found));
}

/** A row a Schedule. */
function schedulesTable(rows: readonly ScheduleRow[]): string {
  const texts = messages().schedules;
  return table(
    [
      texts.schedule,
      'cron',
      texts.zone,
      texts.next,
      texts.last,
      texts.runs,
      texts.skipped,
      texts.missed,
      texts.state,
    ],
    rows.map((row) => [
      row.id,
      row.cron.join(' | '),
      row.timeZone,
      row.next ?? '',
      row.last ?? '',
      row.runs,
      row.skipped,
      row.missed,
      stateOf(row),
    ]),
  );
}

function stateOf({ paused, note, running }: ScheduleRow): string {
  const { state } = messages();
  if (paused) return note ? `${state.paused}: ${localize(pauseReason(note)) || note}` : state.paused;
  return running ? state.running : state.waiting;
}

/** A row a difference. */
function changesTable(changes: readonly ScheduleChange[]): string {
  const rows = changes.flatMap(({ id, kind, fields }) =>
    fields.length === 0
      ? [[id, messages().schedules.kind[kind], '', '', '']]
      : fields.map(({ name, held = '', wanted = '' }, index) => [
          index === 0 ? id : '',
          index === 0 ? messages().schedules.kind[kind] : '',
          name,
          held,
          wanted,
        ]),
  );
  const texts = messages().schedules;
  return table([texts.schedule, texts.what, texts.member, texts.held, texts.wanted], rows);
}
