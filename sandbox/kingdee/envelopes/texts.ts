/**
 * Kingdee's own words. Recorded or documented texts carry no note; "own choice" marks a text that no source gives, so
 * nothing may depend on its wording. Quotation marks are as recorded: full-width in some texts, ASCII in others.
 */
export const texts = {
  sessionLost: { zh: '会话信息已丢失，请重新登录', en: 'Session information is lost' },
  dataMissing: '接口参数 data 不能为空',
  formEmpty: '表单标识为空',
  operationEmpty: '操作标识为空',
  unknownForm: (form: string) => `标识为"${form}"的业务对象不存在`,
  notAllowed: '当前用户未指定允许调用WebAPI接口',
  noPermission: (form: string, operation: string) => `您没有“${form}”的“${operation}”权限，请联系系统管理员`,
  nullReference: '未将对象引用设置到对象的实例',
  keyMissing: '编码值或内码值必须传其一',
  numberMissing: (number: string) => `编码值["${number}"]不存在`,
  fieldMissing: (key: string) => `元数据中标识为${key}的字段不存在`,
  unparsable: (text: string) => `当前查询串无法解析--${text}`,
  databaseFailure: '数据库执行异常',
  requiredField: (label: string) => `字段“${label}”是必填项`,
  requiredEntryField: (entity: string, row: number, label: string) =>
    `单据体实体【${entity}】第【${row}】行分录，【${label}】字段必录`,
  duplicateBillNumber: (number: string) =>
    `违反字段唯一性要求：编码唯一。[${number}]在当前系统中已经被使用。`,
  /** Own choice, after the recorded text of numbers. */
  duplicateName: (name: string) => `违反字段唯一性要求：名称唯一。[${name}]在当前系统中已经被使用。`,
  duplicateBaseNumber: (number: string, form: string) => `编码为"${number}"的${form}，组织内编码唯一`,
  wrongState: (number: string, form: string, why: string) => `单据编号为“${number}”的${form}，${why}！`,
  editLock: (user: string, form: string, number: string) =>
    `“${user}”使用业务单据：“${form}”业务操作-“[${form}-${number}-修改]”冲突，请稍候再使用。`,
  negativeStock: '更新库存时出现可以忽略的异常数据，是否继续？',
  notFree: (row: number) => `第${row}行分录，未免费的物料，含税单价不能小于等于0`,
  deleteState: '只能删除创建/暂存/重新审核状态的数据',
  /** The middle and the end of the recorded text are cut in the source: own choice. */
  wrongLevel: (key: string, entity: string) =>
    `ResolveFiled_InnerEx解析字段(Key:${key})出错，实体不存在此属性！[EntityType：${entity}]`,
  voided: (number: string, form: string, operation: string) =>
    `编号为“${number}”的${form}，已作废，不允许${operation}！`,
  /** Own choice around the documented words `需字典格式`. */
  notDictionary: (label: string) => `字段“${label}”的值不正确，基础资料需字典格式`,
  /** Appears in prose only. */
  auditedNoChange: '单据已审核，不允许修改',
  /** Own choice, as are all below. */
  submittedNoChange: '单据审核中，不允许修改',
  idMissing: (id: string) => `内码值["${id}"]不存在`,
  baseDataMissing: (label: string, number: string) => `字段“${label}”引用的基础资料“${number}”不存在或已禁用`,
  badValue: (label: string, value: string) => `字段“${label}”的值“${value}”格式不正确`,
  closedPeriod: (number: string, form: string, operation: string) =>
    `单据编号为“${number}”的${form}，所属期间已关账，不允许${operation}！`,
  requiredEntry: (entity: string) => `单据体“${entity}”是必填项`,
  workflow: (number: string, form: string) =>
    `单据编号为“${number}”的${form}，存在运行中的工作流实例，不允许审核！`,
  overLimit: (limit: number) => `参数Limit不能超过${limit}`,
  fieldKeysEmpty: '接口参数 FieldKeys 不能为空',
  repeated: '数据包重复，一旦重复传入，接口调用失败',
  callLimit: '接口调用超过限制，请稍后再试',
  taskMissing: (id: string) => `任务“${id}”不存在`,
  notSimulated: (operation: string) => `沙箱未模拟操作“${operation}”`,
} as const;
