import type { SchemeCatalogue } from '../config/config';
import { mappings } from '../mappings';
import { schemes } from '../workflows/catalogue';

/** The schemes of this build, with the code tables that their mappings name: what a configuration is checked against. */
export const catalogue: SchemeCatalogue = Object.fromEntries(
  Object.entries(schemes).map(([name, table]) => [
    name,
    { ...table, codeTables: mappings[name]?.codeTables },
  ]),
);
