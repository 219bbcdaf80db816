/**
 * Tells equal faults in one file apart where the scanner gives nothing that outlives a shift of lines: the first, the
 * second, the third of its kind, in the order of the report. The same line twice is the same fault twice.
 */
export class Ordinals {
  readonly #seen = new Map<string, (number | undefined)[]>();

  /** From 1. `identity` is all that is stable, `line` where it is today. */
  of(identity: readonly string[], line: number | undefined): string {
    const key = identity.join('\n');
    const lines = this.#seen.get(key) ?? [];
    if (lines.length === 0) this.#seen.set(key, lines);
    const known = lines.indexOf(line);
    return String(known >= 0 ? known + 1 : lines.push(line));
  }
}
