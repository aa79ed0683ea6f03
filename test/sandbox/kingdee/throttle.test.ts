import { kingdeePlatform } from '../../../sandbox/kingdee';

it('the call-limit refusal has the shape of the operation that was called', async () => {
  const platform = await kingdeePlatform();
  const answer = (operation: string) =>
    platform.throttleAnswer({ platform: 'kingdee', operation, write: false, summary: {} }).body;
  expect(answer('BatchSave')).toMatchObject({
    Result: { ResponseStatus: { IsSuccess: false, MsgCode: 14 } },
  });
  expect(answer('ExecuteBillQuery')).toMatchObject([[{ Result: { ResponseStatus: { MsgCode: 14 } } }]]);
});
