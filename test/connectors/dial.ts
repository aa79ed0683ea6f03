import { createKingdeeConnector } from '../../src/connectors/kingdee';
import { call } from './calls';
import { signedSettings } from './kingdee/support';

/** A program of its own, since Node reads NODE_EXTRA_CA_CERTS at its start: how a look-up ends at each address, one JSON object a line. */
async function dial(url: string): Promise<object> {
  const kingdee = createKingdeeConnector(signedSettings(url));
  try {
    const found = await kingdee.lookUp('BD_STOCK', [{ number: '1', organization: '1' }], [], call);
    return { found: found.length };
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message };
  } finally {
    await kingdee.close();
  }
}

void (async () => {
  for (const url of process.argv.slice(2)) process.stdout.write(`${JSON.stringify(await dial(url))}\n`);
})();
