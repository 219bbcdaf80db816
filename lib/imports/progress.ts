import { type ClaimedImport, recordProgress } from '@/lib/imports/mutations/attempt';

const EVERY_MS = 1_000;

/** Tells how far an attempt is, at most once a second, and learns in the same breath whether it was cancelled. */
export class Progress {
  #writtenAt = performance.now();
  #bytes = 0;
  #records = 0;

  constructor(
    private readonly claimed: ClaimedImport,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Call it often.
   * @throws Superseded when the import was cancelled or taken over, the signal's reason when the worker stops
   */
  async at(bytes: number, records: number): Promise<void> {
    this.#bytes = bytes;
    this.#records = records;
    this.signal.throwIfAborted();
    if (performance.now() - this.#writtenAt < EVERY_MS) return;
    this.#writtenAt = performance.now();
    await recordProgress(this.claimed, bytes, records);
  }

  /** While it waits for others. @throws as `at` */
  still(): Promise<void> {
    return this.at(this.#bytes, this.#records);
  }
}
