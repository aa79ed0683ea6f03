/** What may stand in English in any language: quotations, and commands for a shell. */
const allowed = [
  /"[^"]*"|`[^`]*`|“[^”]*”/g,
  /^ +(?:node bin\/)?jinqiao .*$/gm,
  /jinqiao(?: [a-z]+)+/g,
  /temporal operator(?: \S+)+/g,
];

/** English sentences in a text that should have none: three words in a row that nothing allows. */
export function englishIn(text: string): string[] {
  const told = allowed.reduce((rest, pattern) => rest.replace(pattern, '…'), text);
  return told.match(/\b[A-Za-z][a-z']+(?: [A-Za-z]?[a-z']+){2,}/g) ?? [];
}
