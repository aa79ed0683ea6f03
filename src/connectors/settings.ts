import { z } from 'zod';

/** Text that must say something; stray spaces and line ends are cut off. */
export const requiredText = z.string().trim().min(1, settingFault('empty'));

/**
 * Marks a setting as a secret, which no other list repeats: it may only be given by reference, is masked where settings
 * are shown, and is cut out of logs and of platforms' words.
 */
export function secret<S extends z.ZodType>(schema: S): S {
  return schema.meta({ secret: true });
}

const known = new WeakMap<z.ZodType, ReadonlySet<string>>();

/** Names of the secret settings of a schema, at whatever depth they stand. */
export function secretNames(schema: z.ZodType): ReadonlySet<string> {
  const described = (): unknown => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const names = known.get(schema) ?? new Set(secretsWithin(described()));
  known.set(schema, names);
  return names;
}

function secretsWithin(described: unknown): string[] {
  if (typeof described !== 'object' || described === null) return [];
  const own = Object.entries(described).filter(([, inner]) => isSecret(inner));
  return [...own.map(([name]) => name), ...Object.values(described).flatMap(secretsWithin)];
}

function isSecret(described: unknown): boolean {
  return (
    typeof described === 'object' && described !== null && 'secret' in described && described.secret === true
  );
}

/** Values of the secrets that a connection's settings hold, at whatever depth. */
export function secretsOf(schema: z.ZodType, settings: object): string[] {
  return valuesOf(settings, secretNames(schema));
}

function valuesOf(settings: object, names: ReadonlySet<string>): string[] {
  return Object.entries(settings).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'object' && value !== null) return valuesOf(value, names);
    return names.has(name) && typeof value === 'string' ? [value] : [];
  });
}

const expected = settingFault('whole-number');

/** A whole number. Environment variables only hold text, so it may come as digits. */
export const wholeNumber = z.union(
  [z.int(expected).nonnegative(expected), z.string().trim().regex(/^\d+$/, expected).transform(Number)],
  expected,
);

/** Address of a platform: scheme, host, port and path. */
export const address = z
  .url({ protocol: /^https?$/, error: settingFault('address') })
  .refine((value) => !/[?#]|\/\/[^/]*@/.test(value), settingFault('plain-address'));

/** Time-outs (ms) and limits of HTTP; what is left out takes the default of `HttpSettings`. */
export const httpSettings = z
  .strictObject({
    connectTimeoutMs: wholeNumber,
    headersTimeoutMs: wholeNumber,
    bodyTimeoutMs: wholeNumber,
    totalTimeoutMs: wholeNumber,
    maxBodyBytes: wholeNumber,
    connections: wholeNumber,
  })
  .partial()
  .prefault({});

/**
 * Calls that an account may make; 0 switches a limit off. The defaults are the platform's. `shared`: whether all workers
 * keep to them together, default yes; `account`: a name for connections that the platform counts as one account.
 */
export function budgetSettings(defaults: { readonly perSecond: number; readonly perMinute: number }) {
  return z
    .strictObject({
      perSecond: wholeNumber.default(defaults.perSecond),
      perMinute: wholeNumber.default(defaults.perMinute),
      shared: z.boolean().optional(),
      account: z
        .string()
        .regex(/^[\w.-]{1,60}$/, settingFault('account-name'))
        .optional(),
    })
    .prefault({});
}

/** What a setting must be where its type alone does not tell; the command line has the words for it. */
const settingFaults = [
  'empty',
  'whole-number',
  'address',
  'plain-address',
  'kingdee-address',
  'account-name',
  'field-key',
  'moment',
  'time-zone',
] as const;

/** See {@link settingFaults}. */
export type SettingFault = (typeof settingFaults)[number];

/** A fault as a schema's `error`, where the validator takes one text. */
export function settingFault(fault: SettingFault): string {
  return fault;
}

/** The fault that a schema's `error` stands for; undefined where the validator speaks for itself. */
export function settingFaultOf(text: string): SettingFault | undefined {
  return settingFaults.find((fault) => fault === text);
}
