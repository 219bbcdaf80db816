import { expect, test } from 'vitest';
import { pgPool } from '@/lib/core/db';
import { withDatabase } from '@/lib/core/testing/database';
import { copyTuples } from '@/lib/imports/apply/copy';
import {
  booleanField,
  bytesField,
  float32Field,
  instantField,
  int16Field,
  int32Field,
  int32sField,
  jsonbField,
  textField,
  textsField,
  tuple,
  uuidField,
} from '@/lib/imports/apply/copy-binary';
import { ByteBuilder } from '@/lib/imports/reading/byte-builder';

withDatabase();

type Write<T> = (to: ByteBuilder, value: T) => void;

/** What a column of the type holds after each value was copied into it. */
async function copied<T>(type: string, write: Write<T>, values: readonly T[]): Promise<unknown[]> {
  const client = await pgPool().connect();
  try {
    await client.query(`BEGIN; CREATE TEMP TABLE copied (n int, value ${type}) ON COMMIT DROP`);
    const to = new ByteBuilder();
    for (const [n, value] of values.entries()) {
      tuple(to, 2);
      int32Field(to, n);
      write(to, value);
    }
    await copyTuples(client, 'copied', ['n', 'value'], [to.view()]);
    const { rows } = await client.query<{ value: unknown }>('SELECT value FROM copied ORDER BY n');
    return rows.map(({ value }) => value);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

async function expectKept<T>(type: string, write: Write<T>, values: readonly T[]): Promise<void> {
  expect(await copied(type, write, values), type).toEqual(values);
}

/** Around the length from which text is written by a call, of one to four bytes a character, and what text formats escape. */
const TEXTS = [
  '',
  'a',
  'ä',
  'x'.repeat(40),
  `${'x'.repeat(39)}é`,
  'x'.repeat(41),
  '😀'.repeat(3000),
  '\t\r\n\\N',
  '{"a",}',
];

test('numbers and answers are kept, up to the ends of their types', async () => {
  await expectKept('smallint', int16Field, [0, -1, 32_767, -32_768, null]);
  await expectKept('int', int32Field, [0, -1, 2 ** 31 - 1, -(2 ** 31), null]);
  await expectKept('boolean', booleanField, [true, false, null]);
  await expectKept('real', float32Field, [0, 0.5, -7.25, 1e-30, Number.NaN, Number.POSITIVE_INFINITY, null]);
  expect(await copied('real', float32Field, [9.8, 0.00042])).toEqual([9.8, 0.00042]);
});

test('text, bytes and documents are kept, whatever their length', async () => {
  await expectKept('text', textField, [...TEXTS, null]);
  await expectKept('bytea', bytesField, [Buffer.alloc(0), Buffer.from([0, 255]), Buffer.alloc(5000, 7), null]);
  const write: Write<unknown> = (to, value) => jsonbField(to, JSON.stringify(value));
  await expectKept('jsonb', write, [{}, [], { texts: TEXTS }, 'x'.repeat(39)]);
  await expectKept('uuid', uuidField, ['01a20730-0000-7abc-8def-0123456789ab', 'ffffffff-ffff-4fff-bfff-ffffffffffff']);
});

test('lists are kept, also those without an item', async () => {
  await expectKept('text[]', textsField, [[], [''], TEXTS, ['NULL']]);
  await expectKept('int[]', int32sField, [[], [0], [-1, 2 ** 31 - 1]]);
});

test('instants are kept to the millisecond, before and after the year from which they are counted', async () => {
  const instants = ['0001-01-01T00:00:00.000Z', '1970-01-01T00:00:00.001Z', '1999-12-31T23:59:59.999Z'];
  const later = [
    '2000-01-01T00:00:00.000Z',
    '2026-11-22T12:00:00.123Z',
    '2286-01-01T00:00:00.777Z',
    '9999-12-31T23:59:59.999Z',
  ];
  await expectKept('timestamptz', instantField, [...[...instants, ...later].map((text) => new Date(text)), null]);
});
