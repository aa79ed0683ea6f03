import type { TargetConnector } from '../../connectors/connector';
import type { AnyMapping } from '../../mappings/mapping';
import { personalKeys, textsAt } from '../../mappings/marks';
import { type ActivityDeps, find } from '../deps';
import type { PageTask } from '../tasks';

/** The target of a page, in whose words nothing of a person goes into history. */
export function redactingTarget(
  deps: Pick<ActivityDeps, 'targets' | 'mappings'>,
  { scheme, target, parameters }: Pick<PageTask, 'scheme' | 'target' | 'parameters'>,
): TargetConnector {
  const connector = find(deps.targets, target.connection, 'target connection');
  return redactPersonalData(connector, find(deps.mappings, scheme, 'mapping'), parameters);
}

/**
 * A target that tells its connector what a call holds of persons, so that rejections and errors do not repeat it: platforms
 * quote names, numbers and remarks in their rejections, which are kept in histories.
 */
export function redactPersonalData(
  target: TargetConnector,
  mapping: AnyMapping,
  parameters: Readonly<Record<string, string>>,
): TargetConnector {
  const keys = personalKeys(mapping, parameters);
  if (keys.length === 0) return target;
  const isKeyPersonal = keys.includes(mapping.key);
  return {
    ...target,
    save: (form, documents, options, call) =>
      target.save(form, documents, options, { ...call, personal: textsAt(documents, keys) }),
    lookUp: (form, asked, fields, call, lines) => {
      const personal = isKeyPersonal ? { personal: asked.map(({ number }) => number) } : {};
      return target.lookUp(form, asked, fields, { ...call, ...personal }, lines);
    },
  };
}
