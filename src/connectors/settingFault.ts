/** What a setting must be where its type alone does not tell; the command line has the words for it. */
export const settingFaults = [
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
