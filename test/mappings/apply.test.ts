import { applyMapping, comparedFields, MappingFailed, type AnyMapping } from '../../src/mappings/apply';

const mapping: AnyMapping = {
  key: 'FNumber',
  fields: {
    FName: { label: '名称', value: '{{name}}', required: true, compare: true },
    FNumber: { label: '编码', value: '{{id}}', required: true },
    FUseOrgId: { label: '使用组织', reference: '{{parameters.organization}}', compare: true },
    FAddress: { label: '地址', value: '' },
    FAllowLock: { label: '允许锁库', value: true },
  },
};

describe('applyMapping', () => {
  it('renders templates, references and constants, and leaves empty fields out', () => {
    expect(applyMapping(mapping, { name: '主仓', id: 17 }, { organization: '101' })).toEqual({
      FName: '主仓',
      FNumber: '17',
      FUseOrgId: { FNumber: '101' },
      FAllowLock: true,
    });
  });

  it('refuses a row without a required value, naming the target field and not the row', () => {
    const attempt = () => applyMapping(mapping, { name: ' ', id: 17 }, {});
    expect(attempt).toThrow(MappingFailed);
    expect(attempt).toThrow('名称 ({{name}}) is empty in the source row');
  });

  it('names compared fields as a query does', () => {
    expect(comparedFields(mapping)).toEqual(['FName', 'FUseOrgId.FNumber']);
  });
});
