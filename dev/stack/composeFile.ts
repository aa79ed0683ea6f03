import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../../src/root';

/** The Compose file of the development stack: the one place for its namespace and ports. */
export const composePath = path.join(root, 'temporal-dev.yml');

const service = z.object({
  command: z.array(z.string()),
  ports: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
});
const composeFile = z.object({
  services: z.object({ temporal: service, sandbox: service, worker: service }),
});

/** What the development stack is made of. */
export interface StackSettings {
  readonly namespace: string;
  readonly taskQueue: string;
  /** Type by name, as `temporal server start-dev --search-attribute` takes it: `{ SchemeId: 'Keyword' }`. */
  readonly searchAttributes: Readonly<Record<string, string>>;
  /** `KEY=VALUE` pairs for `--dynamic-config-value`. */
  readonly dynamicConfig: readonly string[];
  /** Rows of the sandbox's collections, `name=n`. */
  readonly sandboxSizes: readonly string[];
  /** Ports on this machine. */
  readonly ports: { readonly temporal: number; readonly ui: number; readonly sandbox: number };
}

/** Reads the Compose file. @throws Error with one clear line when it lacks what the stack needs */
export function readComposeFile(file: string = composePath): StackSettings {
  const { temporal, sandbox, worker } = composeFile.parse(parse(readFileSync(file, 'utf8'))).services;
  return {
    namespace: one(file, temporal.command, '--namespace'),
    taskQueue: worker.environment.JINQIAO_TASK_QUEUE ?? 'jinqiao',
    searchAttributes: Object.fromEntries(all(temporal.command, '--search-attribute').map(pair)),
    dynamicConfig: all(temporal.command, '--dynamic-config-value'),
    sandboxSizes: all(sandbox.command, '--size'),
    ports: {
      temporal: hostPort(file, temporal, one(file, temporal.command, '--port')),
      ui: hostPort(file, temporal, one(file, temporal.command, '--ui-port')),
      sandbox: hostPort(file, sandbox, one(file, sandbox.command, '--port')),
    },
  };
}

/** Values of a repeatable flag written `--flag=value`. */
function all(command: readonly string[], flag: string): string[] {
  return command.filter((word) => word.startsWith(`${flag}=`)).map((word) => word.slice(flag.length + 1));
}

function one(file: string, command: readonly string[], flag: string): string {
  const [value] = all(command, flag);
  if (value === undefined) throw new Error(`${file}: a command lacks ${flag}=…`);
  return value;
}

function pair(text: string): [string, string] {
  const [name = '', ...value] = text.split('=');
  return [name, value.join('=')];
}

/** The port on this machine that is mapped to a container's port, from `[address:]host:container`. */
function hostPort(file: string, { ports }: z.infer<typeof service>, containerPort: string): number {
  const mapping = ports.map((text) => text.split(':')).find((parts) => parts.at(-1) === containerPort);
  const port = Number(mapping?.at(-2));
  if (!port)
    throw new Error(`${file}: container port ${containerPort} is not mapped to a port of this machine`);
  return port;
}
