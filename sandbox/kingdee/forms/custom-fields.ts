import { text } from './fields';
import { sameKey, type Entity, type Field, type Form } from './form';

interface Extended {
  readonly list: string;
  readonly form: Form;
}
const extended = new WeakMap<Form, Extended>();

/**
 * The form with the texts that a tenant added to it. `list` names them by commas: `BD_Customer.F_FML_Combo` on the head,
 * `BD_Customer.FT_BD_CUSTLOCATION.FCONTACT` on another level.
 */
export function withCustomFields(form: Form, list: string): Form {
  const known = extended.get(form);
  if (known?.list === list) return known.form;
  const result = { ...form, head: added(form.head, form.head.key, pathsOf(form, list)) };
  extended.set(form, { list, form: result });
  return result;
}

type Path = readonly [entity: string, key: string];

function pathsOf(form: Form, list: string): Path[] {
  const names = list.split(',').map((one) => one.trim().split('.'));
  return names
    .filter(([id = '']) => sameKey(id, form.id, 'ignore'))
    .map((parts): Path => [parts.length > 2 ? (parts[1] ?? '') : form.head.key, parts.at(-1) ?? '']);
}

function added(entity: Entity, name: string, paths: readonly Path[]): Entity {
  const own = paths.filter(([level]) => level === name).map(([, key]): Field => text(key, key));
  const children = (entity.children ?? []).map((child) => added(child, child.key, paths));
  return { ...entity, fields: [...entity.fields, ...own], children };
}
