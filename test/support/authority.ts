import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A certificate and its key, as PEM; `cert` may hold a chain. */
export interface Certified {
  readonly key: string;
  readonly cert: string;
}

/** What differs from a good certificate of this host. */
export interface Oddities {
  /** Days from now at which it begins and ends. */
  readonly from?: number;
  readonly to?: number;
  /** Names in it, as openssl writes them. */
  readonly names?: string;
  /** Signed by an authority between, which the server does not send along. */
  readonly intermediate?: boolean;
}

const here = 'DNS:localhost,IP:127.0.0.1';
const elliptic = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** How `openssl ca` signs: unlike `openssl x509`, it takes both ends of a certificate's life. */
const settings = (folder: string) => `
[ca]
default_ca = own
[own]
dir = ${folder}
database = ${folder}/index.txt
new_certs_dir = ${folder}
rand_serial = yes
unique_subject = no
default_md = sha256
policy = any
copy_extensions = copy
[any]
commonName = supplied
`;

/** A certificate authority that nobody trusts unless told to, made for one test and gone after it. */
export class Authority {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'jinqiao-authority-'));
  private made = 0;

  constructor() {
    writeFileSync(this.file('ca.cnf'), settings(this.folder));
    writeFileSync(this.file('index.txt'), '');
    this.selfSigned('root', ['basicConstraints=critical,CA:true'], 'made for a test');
  }

  /** The authority's own certificate, as a file; what NODE_EXTRA_CA_CERTS takes. */
  get path(): string {
    return this.file('root.pem');
  }

  /** A certificate that nobody but itself has signed. */
  alone(): Certified {
    const name = `alone-${(this.made += 1)}`;
    return this.selfSigned(name, [`subjectAltName=${here}`], 'localhost');
  }

  /** A certificate that this authority has signed. */
  issue({ from = -1, to = 2, names = here, intermediate = false }: Oddities = {}): Certified {
    if (!intermediate) return this.signed('root', [`subjectAltName=${names}`], from, to);
    const between = `between-${this.made}`;
    const { key, cert } = this.signed('root', ['basicConstraints=critical,CA:true'], from, to);
    writeFileSync(this.file(`${between}.key`), key);
    writeFileSync(this.file(`${between}.pem`), cert);
    return this.signed(between, [`subjectAltName=${names}`], from, to);
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }

  private selfSigned(name: string, extensions: readonly string[], subject: string): Certified {
    const files = ['-keyout', this.file(`${name}.key`), '-out', this.file(`${name}.pem`)];
    const added = extensions.flatMap((extension) => ['-addext', extension]);
    openssl('req', '-x509', ...elliptic, '-days', '2', ...files, '-subj', `/CN=${subject}`, ...added);
    return this.read(name);
  }

  private signed(issuer: string, extensions: readonly string[], from: number, to: number): Certified {
    const name = `signed-${(this.made += 1)}`;
    const [key, request, cert] = ['key', 'csr', 'pem'].map((ending) => this.file(`${name}.${ending}`)) as [
      string,
      string,
      string,
    ];
    const added = extensions.flatMap((extension) => ['-addext', extension]);
    openssl('req', '-new', ...elliptic, '-keyout', key, '-out', request, '-subj', '/CN=localhost', ...added);
    const by = ['-cert', this.file(`${issuer}.pem`), '-keyfile', this.file(`${issuer}.key`)];
    const life = ['-startdate', moment(from), '-enddate', moment(to)];
    const files = ['-in', request, '-out', cert];
    openssl('ca', '-batch', '-notext', '-config', this.file('ca.cnf'), ...by, ...life, ...files);
    return this.read(name);
  }

  private read(name: string): Certified {
    const text = (ending: string) => readFileSync(this.file(`${name}.${ending}`), 'utf8');
    return { key: text('key'), cert: text('pem') };
  }

  private file(name: string): string {
    return path.join(this.folder, name);
  }
}

/** An HTTPS server on a free port of this host. */
export async function secureServer(
  { key, cert }: Certified,
  answer: RequestListener,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server: Server = createServer({ key, cert }, answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** `yyyyMMddHHmmssZ`, so many days from now. */
function moment(days: number): string {
  const text = new Date(Date.now() + days * 86_400_000).toISOString();
  return `${text.slice(0, 19).replaceAll(/[-T:]/g, '')}Z`;
}

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: 'ignore' });
}
