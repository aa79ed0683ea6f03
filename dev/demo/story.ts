import type { Client } from '@temporalio/client';
import { configuredScheme, catalogue } from '../../src/operations/schemes';
import { followRun } from '../../src/commands/terminal/progress';
import { type RunHandle, startRun } from '../../src/operations/runs/start';
import { seconds, table } from '../../src/commands/terminal/output';
import { reconciliationLine } from '../../src/commands/reconcile/report';
import type { Config } from '../../src/config/config';
import { loadConfig } from '../../src/config/load';
import type { RunReport } from '../../src/contract/run';
import { messages } from '../../src/messages';
import { connectClient } from '../../src/temporal/connect';
import { temporalTarget } from '../../src/temporal/target';
import type { Stack } from '../stack/stack';
import { type Books, saleoutBooks } from './books';
import { pagesBefore, pagesMoved, untilSaveHeld } from './interruption';
import { demoPlan, type DemoStep } from './plan';
import { reconcileAll } from './reconcile';
import type { DemoResult, Interruption } from './result';
import { DemoSandbox, type Writes } from './sandbox';

/** How the story is told, as it goes. */
export interface Teller {
  chapter(title: string): void;
  /** Lines, or a table. */
  tell(...lines: readonly string[]): void;
}

/** Runs all schemes twice, kills the worker in the middle of the first round, and tells of it. @throws CliError when a run fails */
export async function tellStory(stack: Stack, teller: Teller): Promise<DemoResult> {
  const { environment, description } = stack;
  const env = { ...process.env, ...environment };
  const config = loadConfig({ path: environment.JINQIAO_CONFIG, env, catalogue });
  const client = await connectClient(temporalTarget(config.temporal, env));
  const sandbox = new DemoSandbox(description.sandbox.control);
  try {
    return await new Story(stack, config, client, sandbox, teller).run();
  } finally {
    await client.connection.close();
  }
}

class Story {
  private readonly now = Date.now();
  private readonly plan = demoPlan(this.now);
  private readonly texts = messages().demo;
  private interruption?: Interruption;

  constructor(
    private readonly stack: Stack,
    private readonly config: Config,
    private readonly client: Client,
    private readonly sandbox: DemoSandbox,
    private readonly teller: Teller,
  ) {}

  async run(): Promise<DemoResult> {
    // A bill saved a second time must show: with this switch Kingdee takes a number that is there already.
    await this.sandbox.turn('kingdee', 'duplicateNumbers', 'accept');
    this.teller.chapter(this.texts.chapter.ready);
    this.teller.tell(this.texts.ready(this.stack.worker.pid, this.stack.description.temporal.ui));
    const first = [...(await this.chapter('baseData')), ...(await this.chapter('saleouts'))];
    first.push(...(await this.chapter('others')));
    const second = await this.again();
    const writesOfSecondRound = await this.sandbox.writes();
    this.teller.tell(...this.writesLines(writesOfSecondRound));
    const books = await this.books(first);
    const reconciled = await this.reconcile();
    if (!this.interruption) throw new Error('no worker was killed');
    return { first, interruption: this.interruption, second, writesOfSecondRound, books, reconciled };
  }

  /** The first runs of a chapter. */
  private async chapter(name: DemoStep['chapter']): Promise<RunReport[]> {
    this.teller.chapter(this.texts.chapter[name]);
    const reports: RunReport[] = [];
    for (const step of this.plan.filter(({ chapter }) => chapter === name)) {
      await step.prepare?.(this.sandbox);
      reports.push(name === 'saleouts' ? await this.interrupted(step) : await this.step(step));
    }
    return reports;
  }

  private async again(): Promise<RunReport[]> {
    this.teller.chapter(this.texts.chapter.again);
    await this.sandbox.forgetRequests();
    const reports: RunReport[] = [];
    for (const step of this.plan) reports.push(await this.step(step));
    return reports;
  }

  private async step(step: DemoStep): Promise<RunReport> {
    const report = await followRun(await this.start(step));
    this.teller.tell(stepLine(report));
    return report;
  }

  /** A run whose worker is killed in the middle of a save, and which another one takes to its end. */
  private async interrupted(step: DemoStep): Promise<RunReport> {
    await this.sandbox.holdSave(pagesBefore);
    const run = await this.start(step);
    const moment = await untilSaveHeld(run, this.sandbox);
    const killed = await this.stack.worker.kill();
    const { bills } = await saleoutBooks(this.sandbox, everything);
    this.teller.tell(this.texts.kill(moment.pages, killed.pid), this.texts.dead(moment.records, bills));
    const { name } = (await run.describe()).status;
    const { pid: next } = await this.stack.worker.start();
    this.teller.tell(this.texts.next(name, next));
    const report = await followRun(run);
    const moved = await pagesMoved(run);
    this.interruption = { ...moment, killed, bills, next, moved };
    this.teller.tell(
      stepLine(report),
      ...moved.map(({ worker, pages }) =>
        worker === killed.pid ? this.texts.movedByDead(worker, pages) : this.texts.moved(worker, pages),
      ),
    );
    return report;
  }

  private start({ scheme, input }: DemoStep): Promise<RunHandle> {
    const { client, config } = this;
    return startRun(client, config.temporal.taskQueue, configuredScheme(scheme, config), input);
  }

  /** GreatOnce has no look-up: what is there already is found out by its refusal. */
  private writesLines({ taken, refused }: Writes): string[] {
    return [this.texts.writes(taken), ...(refused > 0 ? [this.texts.refused(refused)] : [])];
  }

  private async books(first: readonly RunReport[]): Promise<Books> {
    const { window } = first.find(({ scheme }) => scheme.startsWith('qimen')) ?? {};
    const books = await saleoutBooks(this.sandbox, window ?? everything);
    this.teller.chapter(this.texts.chapter.books);
    this.teller.tell(booksTable(books));
    return books;
  }

  private async reconcile(): ReturnType<typeof reconcileAll> {
    this.teller.chapter(this.texts.chapter.reconciled);
    const reports = await reconcileAll(this.client, this.config, this.plan, this.now);
    this.teller.tell(...reports.map((report) => `${report.scheme}:\n  ${reconciliationLine(report)}`));
    return reports;
  }
}

/** A span that holds all times. */
const everything = { from: '', to: '9' };

/** What a run did, one line: `scheme: 230 read: 230 created · 2.0 s`. */
function stepLine({ scheme, read, counts, startedAt, finishedAt }: RunReport): string {
  const { count, demo } = messages();
  const names = Object.keys(count) as (keyof typeof count)[];
  const done = names.filter((name) => counts[name] > 0).map((name) => `${counts[name]} ${count[name]}`);
  return demo.step(scheme, read, done.join(', '), seconds(Date.parse(finishedAt) - Date.parse(startedAt)));
}

function booksTable(books: Books): string {
  const { book } = messages().demo;
  const names = Object.keys(book) as (keyof Books)[];
  return table(
    names.map((name) => book[name]),
    [names.map((name) => books[name])],
  );
}
