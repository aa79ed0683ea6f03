import type { Command } from 'commander';
import { cut } from '../activities/page/history';
import { MOST } from '../contract/bounds';
import {
  type Preview,
  type PreviewField,
  type PreviewNote,
  type PreviewRow,
  previewScheme,
} from '../operations/preview';
import { withPlatforms } from '../operations/platforms';
import { configuredScheme, knownScheme } from '../operations/schemes';
import { openContext, warnings } from './shared/context';
import { type CommonOptions, countUpTo, withConfig, withJson } from './shared/options';
import { colours, print, printJson, table } from './terminal/output';
import { onStopSignal } from './terminal/stopSignal';
import { verb } from './verbs';
import { localize, messages } from '../messages';

interface PreviewOptions extends CommonOptions {
  readonly limit: number;
}

/** `jinqiao preview <scheme>`: what a run would write, without writing. */
export function previewCommand(): Command {
  const texts = messages().help.verb.preview;
  return withJson(withConfig(verb('preview')), texts.prints)
    .option('--limit <n>', texts.limit, countUpTo(MOST.listed), 3)
    .action(preview);
}

async function preview(name: string, options: PreviewOptions): Promise<void> {
  knownScheme(name);
  const { config } = openContext(options);
  const scheme = configuredScheme(name, config);
  const { signal } = onStopSignal();
  const result = await withPlatforms(config, warnings(options), (runtime) =>
    previewScheme(runtime, scheme.table, options.limit, signal),
  );
  if (options.json) printJson(result);
  else print(...describe(result));
}

function describe({ notes, rows }: Preview): string[] {
  const held = rows.length ? rows.flatMap(describeRow) : [messages().preview.noRows];
  return [...held, ...notes.map(describeNote)];
}

function describeNote({ key, en, zh }: PreviewNote): string {
  return colours.yellow(messages().preview.note(key, localize({ en, zh })));
}

/** Source fields on the left, target fields on the right; they are two lists, so a line joins what happens to meet. */
function describeRow({ key, source, fields, rejection }: PreviewRow): string[] {
  const texts = messages().preview;
  const left = Object.entries(source).map(([name, value]) => [name, show(value)]);
  const right = rejection ? [] : fields.map(describeField);
  const lines = Array.from({ length: Math.max(left.length, right.length) }, (_, index) => [
    ...(left[index] ?? ['', '']),
    ...(right[index] ?? ['', '', '', '']),
  ]);
  const refused = rejection
    ? [colours.red(`${messages().preview.refused} ${rejection.field ?? ''} ${cut(rejection.message, SHOWN)}`)]
    : [];
  return [
    colours.bold(cut(key, SHOWN)),
    table([texts.sourceField, texts.value, texts.targetField, texts.label, texts.from, texts.value], lines),
    ...refused,
  ];
}

function describeField({ key, label, from, value }: PreviewField): string[] {
  return [key, label, from, value === undefined ? colours.dim(messages().preview.leftOut) : show(value)];
}

/** Characters of a value that the table shows; `--json` has all of them. */
const SHOWN = 300;

function show(value: unknown): string {
  return cut(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''), SHOWN);
}
