import { readAnswer } from '../../../src/connectors/kingdee/envelope';
import { refusal, sample } from './support';

const lost = refusal('会话信息已丢失，请重新登录', 1);
const bare = { FieldName: 'FName', Message: '字段“名称”是必填项', DIndex: 2 };

describe('answers that are refusals, in every shape they come in', () => {
  test.each<[string, unknown, string]>([
    ['object', lost, '会话'],
    ['query: wrapped twice', [[lost]], '会话'],
    ['query: padded to the columns', [[lost, null, null]], '会话'],
    ['query: padded in front', [[null, lost]], '会话'],
    ['query: wrapped once', [lost], '会话'],
    ['query: after rows of data', [['CK001', 1], [lost]], '会话'],
    ['query: bare errors', [bare], '必填'],
    ['query: bare errors wrapped twice', [[bare]], '必填'],
    ['bare message', { Message: '出错' }, '出错'],
    ['report', { Result: { IsSuccess: false, Message: '出错' } }, '出错'],
    ['recorded query refusal', sample('query-fail-field-not-found'), 'FImage'],
    ['recorded old save refusal', sample('save-fail-old-version'), '仓库'],
  ])('%s', (_, body, words) => {
    const answer = readAnswer(JSON.stringify(body));
    if (answer.kind !== 'status') throw new Error(`read as ${answer.kind}`);
    expect(answer.status.isSuccess).toBe(false);
    expect(answer.status.errors[0]?.message).toContain(words);
  });

  test('a bare error keeps its field and position', () => {
    expect(readAnswer(JSON.stringify([bare]))).toMatchObject({
      status: { errors: [{ field: 'FName', index: 2 }] },
    });
  });

  test('a server exception is told from its JSON or from its text', () => {
    const json = 'response_error:{"Message":"数据库执行异常","InnerExWrapper":null,"InnerException":null}';
    expect(readAnswer(json)).toEqual({ kind: 'exception', message: '数据库执行异常' });
    expect(readAnswer('response_error: boom')).toEqual({ kind: 'exception', message: 'boom' });
  });
});

describe('answers that are data', () => {
  test('rows of plain values, and none', () => {
    expect(readAnswer('[[1,"a",true,null,133.0]]')).toEqual({
      kind: 'rows',
      rows: [[1, 'a', true, null, 133]],
    });
    expect(readAnswer('[]')).toEqual({ kind: 'rows', rows: [] });
  });

  test('a list or an object in a column is a value of that column', () => {
    expect(readAnswer('[[1,[],{"Key":1033}]]')).toEqual({ kind: 'rows', rows: [[1, [], { Key: 1033 }]] });
  });

  test('documentation writes flags and numbers as text', () => {
    const body = {
      Result: {
        ResponseStatus: { IsSuccess: 'true', MsgCode: '', SuccessEntitys: [{ Id: '7', DIndex: '1' }] },
      },
    };
    expect(readAnswer(JSON.stringify(body))).toMatchObject({
      kind: 'status',
      status: { isSuccess: true, msgCode: undefined, entities: [{ id: '7', index: 1 }] },
    });
  });

  test('lists may be null', () => {
    const status = { IsSuccess: true, Errors: null, SuccessEntitys: null, MsgCode: null };
    expect(readAnswer(JSON.stringify({ Result: { ResponseStatus: status } }))).toMatchObject({
      status: { errors: [], entities: [] },
    });
  });
});

describe('answers outside the contract', () => {
  test.each([
    ['', 'the answer is empty'],
    ['<html>', 'no JSON (6 characters)'],
    ['[[1', 'no JSON (3 characters)'],
    [`[[${'['.repeat(500)}`, 'JSON nested deeper than 200 levels'],
    ['{"Result":{}}', 'Result.ResponseStatus: expected an object'],
    ['{"Result":{"ResponseStatus":{}}}', 'Result.ResponseStatus.IsSuccess: is empty'],
    ['"text"', 'expected an object'],
    ['null', 'expected an object'],
    ['[1,2]', 'rows are not lists of values'],
    ['[[{"Result":{"ResponseStatus":{"IsSuccess":true}}}]]', 'objects where rows of values belong'],
  ])('%s', (text, reason) => {
    expect(readAnswer(text)).toEqual({ kind: 'garbled', reason });
  });

  test('an empty object is its own kind: View gives it without a session', () => {
    expect(readAnswer('{}')).toEqual({ kind: 'empty' });
  });
});
