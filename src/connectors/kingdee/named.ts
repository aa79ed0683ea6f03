/** How Kingdee's words hold a document's number: in quotation marks or brackets of any kind. */
const quoted = /[“”"'‘’【[「『（(]([^“”"'‘’【】[\]「」『』（）()]+)[“”"'‘’】\]」』）)]/g;

/** Positions of the numbers that a refusal names, in the order in which it names them. */
export function namedIn(message: string, numbers: readonly string[]): number[] {
  const words = new Set([...message.matchAll(quoted)].map(([, word = '']) => word.trim()));
  return [...words].map((word) => numbers.indexOf(word)).filter((index) => index >= 0);
}
