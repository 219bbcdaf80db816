/**
 * Tells equal faults in one file apart where the scanner gives nothing that outlives a shift of lines: the first, the
 * second, the third of its kind, in the order of the report. The same line twice is the same fault twice.
 */
export class Ordinals {
  readonly #seen = new Map<string, Map<number | undefined, number>>();

  /** From 1. `identity` is all that is stable, `line` where it is today. */
  of(identity: readonly string[], line: number | undefined): string {
    const key = identity.join('\n');
    const lines = this.#seen.get(key) ?? new Map<number | undefined, number>();
    if (lines.size === 0) this.#seen.set(key, lines);
    const ordinal = lines.get(line) ?? lines.size + 1;
    lines.set(line, ordinal);
    return String(ordinal);
  }
}
