import type { z } from 'zod';
import { greatonceSettingsSchema } from '../connectors/greatonce/settings';
import { guanyiSettingsSchema } from '../connectors/guanyi/settings';
import { jushuitanSettingsSchema } from '../connectors/jushuitan/settings';
import { kingdeeSettingsSchema } from '../connectors/kingdee/settings';
import { qimenSettingsSchema } from '../connectors/qimen/settings';
import type { ConnectionSettings } from './config';

/** Schema of a connection's settings, by platform. */
export const platforms: Readonly<Record<string, z.ZodType<ConnectionSettings>>> = {
  greatonce: greatonceSettingsSchema,
  guanyi: guanyiSettingsSchema,
  jushuitan: jushuitanSettingsSchema,
  kingdee: kingdeeSettingsSchema,
  qimen: qimenSettingsSchema,
};
