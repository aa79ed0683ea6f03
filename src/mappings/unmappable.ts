/**
 * Thrown by a cell's named function that cannot map its row: the record is refused. The reason is one line for people;
 * it may hold codes and numbers of lines, never names, addresses or amounts of a buyer.
 */
export class Unmappable extends Error {
  /**
   * @param field key below the cell's own field that is to blame, where a function makes several
   * @param kind short stable name of the cause, where it is one that can heal without a change of the row
   */
  constructor(
    reason: string,
    readonly field?: string,
    readonly kind: 'mapping' | 'unknown-code' = 'mapping',
  ) {
    super(reason);
    this.name = 'Unmappable';
  }
}

/** How a line is named to people, in front of a reason. @param index from 0; people count from 1 */
export function placeOf(index: number): string {
  return `line ${index + 1} / 第 ${index + 1} 行: `;
}

/** Does work on a line; what it refuses names the line. @throws Unmappable */
export function atLine<T>(index: number, work: () => T): T {
  return explained(work, ({ message, field, kind }) => new Unmappable(placeOf(index) + message, field, kind));
}

/** Does work for a field; what it refuses names the field. @throws Unmappable */
export function atField<T>(field: string, work: () => T): T {
  return explained(work, ({ message, field: inner, kind }) => new Unmappable(message, inner ?? field, kind));
}

function explained<T>(work: () => T, explain: (refusal: Unmappable) => Error): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Unmappable ? explain(error) : error;
  }
}
