import type { Switches } from '../contract/scheme';
import { parameterValues } from '../mappings/apply';
import { renderTemplate } from '../mappings/template';

type Parameters = Readonly<Record<string, string>>;

/** A call's switches with the parameters that they name filled in; a text that renders to nothing is left out. */
export function renderSwitches(switches: Switches, parameters: Parameters): Switches {
  const rendered = Object.entries(switches).map(([name, value]) => [
    name,
    typeof value === 'string' ? renderSwitch(value, parameters) : value,
  ]);
  return Object.fromEntries(rendered.filter(([, value]) => value !== ''));
}

/** One switch as text. */
export function renderSwitch(value: boolean | string, parameters: Parameters): string {
  return renderTemplate(String(value), parameterValues(parameters));
}
