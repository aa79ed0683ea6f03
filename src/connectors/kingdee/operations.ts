/** Operations the connector calls, and how their requests are laid out. */

/** One operation of the platform. */
export interface Operation {
  /** The platform's own name: `BatchSave`, `LoginByAppSecret` … */
  readonly name: string;
  /** Path below the site's `/k3cloud/`. */
  readonly path: string;
  /** Whether repeating it may change something. */
  readonly kind: 'read' | 'write';
  /** Set where `form` travels beside `data` rather than in it. */
  readonly form?: string;
}

/** Layout of request bodies. */
export type BodyForm = 'named' | 'named-text' | 'positional';

const stubs = 'Kingdee.BOS.WebApi.ServicesStub';

/** An operation on documents of a form. */
export function formOperation(name: string, kind: Operation['kind'], form?: string): Operation {
  const path = `${stubs}.DynamicFormService.${name}.common.kdsvc`;
  return form === undefined ? { name, path, kind } : { name, path, kind, form };
}

/** A login method. Logging in changes nothing that matters: it counts as a read. */
export function loginOperation(name: 'ValidateUser' | 'LoginByAppSecret'): Operation {
  return { name, path: `${stubs}.AuthService.${name}.common.kdsvc`, kind: 'read' };
}

/** List of account sets, the only call that needs no credentials. */
export const dataCenters: Operation = {
  name: 'GetDataCenterList',
  path: 'Kingdee.BOS.ServiceFacade.ServicesStub.Account.AccountService.GetDataCenterList.common.kdsvc',
  kind: 'read',
};

/**
 * Body of a form operation. Servers accept all three layouts, but one site was seen to take `ExecuteBillQuery` only
 * with `data` as JSON *text*, and the positional layout depends on the argument order of each operation: so
 * `named-text` is the default, `named` (the Python SDK's) and `positional` (the Java SDK's) are there for the site that
 * wants them.
 */
export function requestBody(layout: BodyForm, form: string | undefined, data: object): string {
  const text = layout === 'named' ? data : JSON.stringify(data);
  if (layout === 'positional')
    return JSON.stringify({ parameters: form === undefined ? [text] : [form, text] });
  return JSON.stringify(form === undefined ? { data: text } : { formid: form, data: text });
}

/** Body of a login: `credentials` in the method's argument order, by the names the method knows them. */
export function loginBody(layout: BodyForm, credentials: Readonly<Record<string, string | number>>): string {
  return JSON.stringify(layout === 'positional' ? { parameters: Object.values(credentials) } : credentials);
}
