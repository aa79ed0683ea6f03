import { suggested } from '../../src/messages/configuration';

test.each([
  ['kingdeee', ['jushuitan', 'kingdee'], 'did you mean "kingdee"?'],
  [
    'jushuitanWarehouseToKingdeeStock',
    ['jushuitanWarehousesToKingdeeStocks'],
    'did you mean "jushuitanWarehousesToKingdeeStocks"?',
  ],
  ['qwerty', ['jushuitan', 'kingdee'], 'known: jushuitan, kingdee'],
  ['anything', [], 'none is known'],
])('%s', (typed, candidates, expected) => {
  expect(suggested(typed, candidates).en).toBe(expected);
});
