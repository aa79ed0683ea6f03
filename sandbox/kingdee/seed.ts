import type { Faker } from '@faker-js/faker';
import type { SeedOptions } from '../platform';
import { documentCollection } from './documents/wire';
import { findForm } from './forms';
import { customerRow, materialRow, stockRow } from './seed-demo';
import { fixedRows } from './seed-fixed';
import type { World } from './world';

type Rows = readonly Record<string, unknown>[];

const audited = { FDocumentStatus: 'C', FForbidStatus: 'A' };

/** Demo data by form, and how many documents there are unless a size is given. All belong to organization 100. */
const demo = [
  { form: 'BD_STOCK', rows: 0, make: stockRow },
  { form: 'BD_MATERIAL', rows: 50, make: materialRow },
  { form: 'BD_Customer', rows: 0, make: customerRow },
] as const;

/** Fills an empty site: the fixed base data, and the demo data, each form's alike whatever the others' sizes. */
export function seedSite(world: World, { seed, sizes }: SeedOptions, faker: Faker): void {
  for (const [form, rows] of Object.entries(fixedRows)) fill(world, form, rows);
  world.store.reserve(100100);
  for (const { form, rows, make } of demo) {
    faker.seed(seed);
    fill(
      world,
      form,
      Array.from({ length: sizes[form] ?? rows }, (_, index) => make(index + 1, faker)),
    );
  }
}

function fill(world: World, formId: string, rows: Rows): void {
  const form = findForm(formId);
  if (form === undefined) throw new Error(`No form ${formId} to seed`);
  documentCollection(form, world).replace(rows.map((row) => ({ ...row, ...audited })));
}
