import { kingdeeSettingsSchema } from '../../../src/connectors/kingdee/settings';
import { appSecretSettings, passwordSettings, signedSettings } from './support';

const url = 'https://erp.example.com/k3cloud/';

describe('settings', () => {
  test('defaults are filled in', () => {
    expect(kingdeeSettingsSchema.parse(signedSettings(url))).toMatchObject({
      lcid: 2052,
      orgNum: '0',
      lookUpBatch: 200,
      bodyForm: 'named-text',
    });
  });

  test('numbers may come as text from the environment', () => {
    const settings = { ...signedSettings(url), lcid: '1033', orgNum: 100 };
    expect(kingdeeSettingsSchema.parse(settings)).toMatchObject({ lcid: 1033, orgNum: '100' });
  });

  test.each([
    ['an unknown mode', { ...signedSettings(url), auth: 'token' }, 'auth'],
    ['no secret', { ...signedSettings(url), appSecret: undefined }, 'appSecret'],
    ['no password', { ...passwordSettings(url), password: '' }, 'password'],
    ['an address that is none', { ...signedSettings('erp.example.com') }, 'url'],
    ['another protocol', { ...signedSettings('ftp://erp.example.com/') }, 'url'],
    ['a secret in the address', { ...signedSettings('https://user:pw@erp.example.com/k3cloud/') }, 'url'],
    ['a page beyond the maximum', { ...appSecretSettings(url), queryLimit: 10_001 }, 'queryLimit'],
    ['a misspelt key', { ...appSecretSettings(url), lookupBatch: 2 }, ''],
    ['an unknown cause', { ...signedSettings(url), messages: { nonsense: ['x'] } }, 'messages'],
  ])('%s is a fault at its path', (_, settings, path) => {
    const { error } = kingdeeSettingsSchema.safeParse(settings);
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});
