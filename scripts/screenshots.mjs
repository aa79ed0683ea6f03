#!/usr/bin/env node
/**
 * Makes docs/images/temporal-ui-*.png anew: `npm run screenshots`. Starts `jinqiao dev`, runs schemes on the sandbox such
 * that each kind of run is there, and looks at them in the Temporal UI. Needs a Chromium (on the PATH, or at CHROMIUM) and
 * a Chinese font.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { chromium } from 'playwright-core';
import { parse, stringify } from 'yaml';
import { Stage } from './screenshots/stage.mjs';
import { UiPages } from './screenshots/uiPages.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const jinqiao = path.join(root, 'bin', 'jinqiao');
const folder = mkdtempSync(path.join(tmpdir(), 'jinqiao-screenshots-'));
const config = path.join(folder, 'jinqiao.yml');

writeFileSync(
  config,
  stringify(withSchedules(parse(readFileSync(path.join(root, 'jinqiao.example.yml'), 'utf8')))),
);
const stack = spawn(process.execPath, [jinqiao, 'dev', '--json', '--config', config], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  await takeAll(JSON.parse(await firstLine(stack.stdout)));
} finally {
  stack.kill('SIGTERM');
  await new Promise((resolve) => stack.once('exit', resolve));
  rmSync(folder, { recursive: true });
}

async function takeAll({ temporal, sandbox }) {
  const connection = await Connection.connect({ address: temporal.address });
  const browser = await chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox'] });
  try {
    const client = new Client({ connection, namespace: temporal.namespace });
    const command = (...words) => runJinqiao([...words, '--config', config]);
    const stage = new Stage(client, `${sandbox.control}/_sandbox`, command);
    await stage.set();
    const pages = new UiPages(browser, temporal, path.join(root, 'docs', 'images'));
    await stage.untilSlices(4);
    await pages.takeAll(stage.runs);
  } finally {
    await browser.close();
    await connection.close();
  }
}

/** Prints what the command says; exit code 4 (records were refused) and 1 (a run that is to fail) are part of the stage. */
function runJinqiao(words) {
  process.stdout.write(`jinqiao ${words.join(' ')}\n`);
  try {
    execFileSync(process.execPath, [jinqiao, ...words], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    if (![1, 4].includes(error.status)) throw error;
  }
}

function withSchedules(configuration) {
  const { schemes } = configuration;
  schemes.jushuitanWarehousesToKingdeeStocks.schedule = { cron: '0 */2 * * *' };
  schemes.guanyiShopsToKingdeeCustomers.schedule = { cron: '30 1 * * *' };
  schemes.qimenSaleoutsToKingdeeOutstocks.schedule = {
    cron: '*/15 * * * *',
    lateRows: { cron: '30 3 * * *', days: 7 },
  };
  return configuration;
}

function browserPath() {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = names.flatMap((name) => folders.map((place) => path.join(place, name)));
  const found = process.env.CHROMIUM ?? candidates.find((file) => existsSync(file));
  if (!found) throw new Error(`no ${names.join(', ')} on the PATH: install one, or name it by CHROMIUM`);
  return found;
}

async function firstLine(stream) {
  for await (const line of createInterface({ input: stream })) return line;
  throw new Error('jinqiao dev ended');
}
