/** The format of the empty report by which a person says that a source is gone: never recognised, never asked for. */
export const RETIRED_FORMAT = 'retired';

/** The report itself. */
export async function* retiredDocument(scanner: string, note: string, now: Date): AsyncGenerator<Uint8Array> {
  yield Buffer.from(JSON.stringify({ retired: scanner, at: now.toISOString(), note, findings: [] }));
}
