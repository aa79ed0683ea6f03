const bigInteger = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Parses JSON without losing digits: a whole number that JavaScript cannot hold exactly (order numbers of 19 digits,
 * row versions) comes out as text.
 * @throws SyntaxError whose message quotes the text, so it must not be handed on
 */
export function parseJson(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  return /\d{16}/.test(text) ? (JSON.parse(text.replace(bigInteger, quoted)) as unknown) : parsed;
}

function quoted(token: string): string {
  return /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token;
}
