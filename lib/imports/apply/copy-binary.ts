import type { ByteBuilder } from '@/lib/imports/reading/byte-builder';

/**
 * Values of COPY's binary format (PostgreSQL, "COPY", Binary Format; the types' own forms are those of their `recv`
 * functions): nothing is escaped here, and nothing is parsed there. Each field is its length in bytes, then the value.
 */
const NULL = -1;

/** Signature, flags and the length of an extension that is not there. */
export const BINARY_HEAD: Uint8Array = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
export const BINARY_END: Uint8Array = Buffer.from([0xff, 0xff]);

/** PostgreSQL counts instants in microseconds from 2000 on. */
const EPOCH_MS = Date.UTC(2000, 0, 1);

/** Type numbers of what lists hold (pg_type.dat). */
const INT4 = 23;
const TEXT = 25;

/** Begins a tuple of so many fields. */
export function tuple(to: ByteBuilder, fields: number): void {
  to.int16(fields);
}

export function int16Field(to: ByteBuilder, value: number | null): void {
  if (value === null) to.int32(NULL);
  else {
    to.int32(2);
    to.int16(value);
  }
}

export function int32Field(to: ByteBuilder, value: number | null): void {
  if (value === null) to.int32(NULL);
  else {
    to.int32(4);
    to.int32(value);
  }
}

export function float32Field(to: ByteBuilder, value: number | null): void {
  if (value === null) to.int32(NULL);
  else {
    to.int32(4);
    to.float32(value);
  }
}

export function booleanField(to: ByteBuilder, value: boolean | null): void {
  if (value === null) to.int32(NULL);
  else {
    to.int32(1);
    to.byte(value ? 1 : 0);
  }
}

export function textField(to: ByteBuilder, value: string | null): void {
  if (value === null) to.int32(NULL);
  else to.counted(value);
}

export function bytesField(to: ByteBuilder, value: Uint8Array | null): void {
  if (value === null) to.int32(NULL);
  else {
    to.int32(value.length);
    to.append(value);
  }
}

/** @param json its text; version 1 of the form is that */
export function jsonbField(to: ByteBuilder, json: string): void {
  to.counted(json, 1);
}

export function uuidField(to: ByteBuilder, uuid: string): void {
  bytesField(to, Buffer.from(uuid.replaceAll('-', ''), 'hex'));
}

export function instantField(to: ByteBuilder, instant: Date | null): void {
  if (instant === null) to.int32(NULL);
  else {
    const micros = (instant.getTime() - EPOCH_MS) * 1000;
    to.int32(8);
    to.int32(Math.floor(micros / 2 ** 32));
    to.int32(micros);
  }
}

/** Of one dimension, from 1 on; an empty list has none. */
function listField(to: ByteBuilder, of: number, values: number, item: (nth: number) => void): void {
  const from = to.length;
  to.int32(0);
  to.int32(values === 0 ? 0 : 1);
  to.int32(0);
  to.int32(of);
  if (values > 0) {
    to.int32(values);
    to.int32(1);
    for (let nth = 0; nth < values; nth += 1) item(nth);
  }
  to.int32(to.length - from - 4, from);
}

export function textsField(to: ByteBuilder, values: readonly string[]): void {
  listField(to, TEXT, values.length, (nth) => to.counted(values[nth] ?? ''));
}

export function int32sField(to: ByteBuilder, values: readonly number[]): void {
  listField(to, INT4, values.length, (nth) => int32Field(to, values[nth] ?? null));
}
