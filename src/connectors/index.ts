/** The platforms, and how each is reached: `platforms` is the one list that everything else walks. */
import type { z } from 'zod';
import { greatonce } from './greatonce';
import type { GreatonceForms } from './greatonce/model';
import { guanyi } from './guanyi';
import type { GuanyiMethods } from './guanyi/model';
import { jushuitan } from './jushuitan';
import type { JushuitanMethods } from './jushuitan/model';
import { kingdee } from './kingdee';
import type { KingdeeForms, KingdeeQueries } from './kingdee/model';
import type { Platform } from './platform';
import { qimen } from './qimen';
import type { QimenMethods } from './qimen/model';
import { secretNames } from './settings';

/** Every platform. */
export const platforms = [greatonce, guanyi, jushuitan, kingdee, qimen] as const;

/** Name of a platform. */
export type PlatformName = (typeof platforms)[number]['name'];

/** Settings of one connection, secrets resolved; `platform` tells which. */
export type ConnectionSettings = z.output<(typeof platforms)[number]['settings']>;

/** Names of the settings that are secret, whatever platform has them. */
export const secretSettings: ReadonlySet<string> = new Set(
  platforms.flatMap(({ settings }) => [...secretNames(settings)]),
);

/** The platform of that name; undefined where there is none. */
export function platformNamed(name: string): Platform<ConnectionSettings> | undefined {
  return platforms.find((platform) => platform.name === name);
}

/** The platform of a connection, or of a side of a scheme. */
export function platformOf({ platform: name }: { readonly platform: string }): Platform<ConnectionSettings> {
  const platform = platformNamed(name);
  if (!platform) throw new Error(`no platform ${name}`);
  return platform;
}

/** Methods that rows can be read from, by platform: each with its `request` parameter names and its `row`. Types only. */
export interface SourceMethods {
  guanyi: GuanyiMethods;
  jushuitan: JushuitanMethods;
  kingdee: KingdeeQueries;
  qimen: QimenMethods;
}

/** Forms that documents can be written to, by platform. Types only. */
export interface TargetForms {
  greatonce: GreatonceForms;
  kingdee: KingdeeForms;
}
