/** The bytes of a report. Each call starts again from the first byte: a report is read more than once. */
export type ByteSource = () => AsyncIterable<Uint8Array>;
