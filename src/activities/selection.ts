import type { SourceCell } from '../contract/scheme';
import { parameterValues } from '../mappings/apply';
import { placeholdersOf, renderTemplate } from '../mappings/template';

/**
 * What a source is asked beside page and window, as text: `qimen status=Confirmed date_type=2`. Two runs with the same
 * text read the same list, so that one may begin where the other ended.
 */
export function selectionOf(
  connection: string,
  { request }: Pick<SourceCell, 'request'>,
  parameters: Readonly<Record<string, string>>,
): string {
  const values = parameterValues(parameters);
  const asked = Object.entries(request).filter(([, template]) => isSelecting(template));
  return [connection, ...asked.map(([name, template]) => `${name}=${rendered(template, values)}`)].join(' ');
}

function isSelecting(template: string): boolean {
  const names = placeholdersOf(template);
  return names.length === 0 || names.some((name) => name.startsWith('parameters.'));
}

/** Names of the window stay as they are. */
function rendered(template: string, values: Readonly<Record<string, unknown>>): string {
  const names = Object.fromEntries(placeholdersOf(template).map((name) => [name, `{{${name}}}`]));
  return renderTemplate(template, { ...names, ...values });
}
