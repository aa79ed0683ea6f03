import type { Document, PageRef, Paging } from '../../../src/contract/page';
import type { SourceConnector, TargetConnector } from '../../../src/connectors/connector';
import type { ErrorKind } from '../../../src/connectors/errors';
import type { Platform } from '../../../sandbox/platform';
import type { Bench } from '../sandbox';

/** A connector that a test closes again. */
export type Closing<Connector> = Connector & { close(): Promise<void> };

/** Settings that a test changes; `http` time-outs above all. */
export type Changes = Readonly<Record<string, unknown>>;

/** How a call ends: it succeeds, or the error has that kind. */
export type Ending = 'accepted' | ErrorKind;

/** What both roles need: the simulator, the way to it, and what the platform's page says of sessions and clocks. */
export interface Subject {
  /** Folder under `src/connectors/`. */
  readonly folder: string;
  /** Name of the suite. */
  readonly name: string;
  readonly platform: () => Promise<Platform>;
  /** Sizes of the simulator's demo data. */
  readonly sizes: Readonly<Record<string, number>>;
  /** The simulator's collection that rows are read from, or that documents come to be in. */
  readonly collection: string;
  /** The platform's own name of the read or of the save, for faults. */
  readonly operation: string;
  /** A call under a session, token or grant that has just ended. */
  readonly expiry: Ending;
  /** A call from a host whose clock is an hour off. */
  readonly hourOff: Ending;
}

/** A source, and how wire rows for it are made. */
export interface SourceSubject extends Subject {
  readonly connect: (bench: Bench, changes?: Changes) => Closing<SourceConnector>;
  readonly method: string;
  /** How the method's list is paged. */
  readonly paging: Paging;
  /** Business parameters of that page. */
  readonly request: (page: PageRef) => Readonly<Record<string, string>>;
  /** Wire row at that place of the list, from 0, with this text in it. `template` is a demo row, where there is one. */
  readonly row: (template: object, at: number, text: string) => object;
  /** Business key of that row as the connector hands it on. */
  readonly key: (at: number) => string;
  /** Field of the row that the text comes back in. */
  readonly textField: string;
  /** Largest page, the settings under which it is this one, and what becomes of a larger one. */
  readonly largest: {
    readonly size: number;
    readonly changes?: Changes;
    readonly beyond: 'clamped' | 'Misconfigured';
  };
  /** Makes the next page hold one row that does not fit the model, and at least one that does. */
  readonly spoil: (bench: Bench) => Promise<unknown>;
  /** Answers with HTTP status 200 that are refusals, and what each asks for. */
  readonly refusals: readonly (readonly [answer: unknown, kind: ErrorKind])[];
  /** With paging by key: an answer that does not go on after the cursor. */
  readonly repeats?: unknown;
}

/** A target, and how documents for it are made. */
export interface TargetSubject extends Subject {
  readonly connect: (bench: Bench, changes?: Changes) => Closing<TargetConnector>;
  readonly form: string;
  /** Whether documents can be looked up, and whether they are submitted and audited after the save. */
  readonly abilities: { readonly looksUp: boolean; readonly audits: boolean };
  /** A document under that business key, with this text in it. */
  readonly document: (number: string, text?: string) => Document;
  /** Fields of the document that hold its number and its text. */
  readonly fields: { readonly number: string; readonly text: string };
  /** Organization of the business key, where numbers belong to one. */
  readonly organization?: string;
  /** A document that the platform refuses for what is in it. */
  readonly refused: (number: string) => Document;
  /** How the platform may treat a batch with a refused document. */
  readonly batchSwitches: readonly object[];
  /** Switches under which the simulator runs for this subject. */
  readonly switches?: object;
  /** What the platform's own words for too many calls are read as; HTTP 429 is a throttle everywhere. */
  readonly throttle: 'Throttled' | 'rejection';
}
