import type { z } from 'zod';
import { jushuitanSettingsSchema } from '../connectors/jushuitan/settings';
import { kingdeeSettingsSchema } from '../connectors/kingdee/settings';
import type { ConnectionSettings } from './config';

/** Schema of a connection's settings, by platform. */
export const platforms: Readonly<Record<string, z.ZodType<ConnectionSettings>>> = {
  jushuitan: jushuitanSettingsSchema,
  kingdee: kingdeeSettingsSchema,
};
