import { billQuery, type QueryResult } from '../query/bill-query';
import { msgCode, Refusal } from '../envelopes/refusal';
import { responseStatus, type Envelope } from '../envelopes/status';
import { texts } from '../envelopes/texts';
import type { Data } from '../transport/data';
import { finishedTask, type Task } from '../transport/tasks';
import { organizationByNumber } from '../auth/organizations';
import type { Session } from '../auth/sessions';
import type { World } from '../world';
import { businessInfo } from './business-info';
import { steps, takeStep } from './lifecycle';
import { batchSave, save } from './save';
import { onEachTarget } from './targets';
import { view } from './view';

/** What an operation comes to. */
export type Outcome = Envelope | QueryResult | Task;

/** A call of an operation, parameters read. */
export interface Request {
  readonly world: World;
  readonly caller: Session;
  /** `""` where the operation takes none or the client gave none. */
  readonly formId: string;
  /** Of the generic operation; `""` otherwise. */
  readonly opNumber: string;
  readonly data: Data;
}

type Parameter = 'formid' | 'opnumber' | 'data' | 'queryinfo';

/** An operation of DynamicFormService. */
export interface FormOperation {
  /** Kingdee's spelling. */
  readonly name: string;
  /** Positional parameters, in lower case; the last one is the payload. */
  readonly takes: readonly Parameter[];
  /** Name in permission texts. */
  readonly label: string;
  readonly write: boolean;
  /** Whether a failure of older builds carries `Id` and `NeedReturnData`. */
  readonly isSave?: boolean;
  /** How a result and a failure are wrapped: one object, an array of arrays, an array of objects. */
  readonly shape: 'object' | 'rows' | 'objects';
  run(request: Request): Outcome;
}

const onForm = ['formid', 'data'] as const;

function tableOf({ world, formId }: Request) {
  if (formId === '') throw Refusal.of(msgCode.formEmpty, texts.formEmpty);
  return world.store.table(formId);
}

function saving(name: string, label: string, run: (request: Request) => Envelope): FormOperation {
  return { name, label, takes: onForm, write: true, isSave: true, shape: 'object', run };
}

function stepping(name: string): FormOperation {
  const label = steps[name]?.label ?? name;
  return {
    name,
    label,
    takes: onForm,
    write: true,
    shape: 'object',
    run: (request) => onTargets(name, request),
  };
}

function onTargets(step: string, request: Request): Envelope {
  const table = tableOf(request);
  const { store } = request.world;
  return onEachTarget(table, request.data, request, (row) =>
    store.transaction(() => takeStep(step, table.get(row.id) ?? row, table, request)),
  );
}

/** The generic operation: any step by its number, whatever the spelling of the endpoint, unless the site knows only one. */
function generic(name: 'ExcuteOperation' | 'ExecuteOperation'): FormOperation {
  const run = (request: Request): Envelope => {
    const spelling = request.world.switches.values().operationSpelling;
    if (spelling !== 'both' && spelling !== name) throw Refusal.of(msgCode.exception, texts.nullReference);
    if (request.opNumber === '') throw Refusal.of(msgCode.operationEmpty, texts.operationEmpty);
    const step = Object.keys(steps).find((one) => one.toLowerCase() === request.opNumber.toLowerCase());
    if (step === undefined) throw Refusal.of(msgCode.exception, texts.notSimulated(request.opNumber));
    return onTargets(step, request);
  };
  return { name, label: '操作', takes: ['formid', 'opnumber', 'data'], write: true, shape: 'object', run };
}

function switchOrganization({ world, caller, data }: Request): Envelope {
  const number = data.text('OrgNumber');
  const organization = organizationByNumber(world.store, number);
  if (organization === undefined) throw Refusal.of(msgCode.notFound, texts.numberMissing(number));
  caller.organizationId = organization.id;
  return { Result: { ResponseStatus: responseStatus([], [], false) } };
}

function describeForm({ world, data }: Request): Envelope {
  const formId = data.text('FormId');
  if (formId === '') throw Refusal.of(msgCode.formEmpty, texts.formEmpty);
  const { unlicensedForms } = world.switches.values();
  const isUnlicensed = unlicensedForms.split(',').some((one) => one.trim() === formId);
  if (isUnlicensed) throw Refusal.of(msgCode.exception, texts.unknownForm(formId));
  return businessInfo(world.store.table(formId).form);
}

const query = { takes: ['data'], write: false, label: '查询' } as const;

/** The operations that the sandbox simulates. */
export const formOperations: readonly FormOperation[] = [
  saving('Save', '保存', (request) => save(tableOf(request), request.data, request)),
  saving('BatchSave', '批量保存', (request) => batchSave(tableOf(request), request.data, request)),
  saving('Draft', '暂存', (request) => save(tableOf(request), request.data, request, true)),
  ...Object.keys(steps).map(stepping),
  generic('ExcuteOperation'),
  generic('ExecuteOperation'),
  {
    name: 'View',
    label: '查看',
    takes: onForm,
    write: false,
    shape: 'object',
    run: (one) => view(tableOf(one), one.data, one),
  },
  { ...query, name: 'ExecuteBillQuery', shape: 'rows', run: ({ data, world }) => billQuery(data, world) },
  { ...query, name: 'BillQuery', shape: 'objects', run: ({ data, world }) => billQuery(data, world) },
  { ...query, name: 'QueryBusinessInfo', shape: 'object', run: describeForm },
  { ...query, name: 'SwitchOrg', shape: 'object', run: switchOrganization },
  {
    ...query,
    name: 'QueryAsyncResult',
    takes: ['queryinfo'],
    shape: 'object',
    run: ({ data, world }) => finishedTask(data, world),
  },
];

/** The operation of that name in any case. */
export function findOperation(name: string): FormOperation | undefined {
  return formOperations.find((one) => one.name.toLowerCase() === name.toLowerCase());
}
