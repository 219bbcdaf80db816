import { expect, test } from 'vitest';
import { z } from 'zod';
import { parse } from '@/lib/core/parse';

const schema = z.object({ name: z.string().trim(), grants: z.array(z.object({ team: z.uuid() })) });

test('input becomes what the schema makes of it', () => {
  expect(parse(schema, { name: ' Shop ', grants: [], more: 1 })).toEqual({ name: 'Shop', grants: [] });
});

test('input of another shape is refused with the paths of the fields that are wrong, not with their values', () => {
  expect(() => parse(schema, { name: 7, grants: [{ team: 'secret' }] })).toThrow(
    expect.objectContaining({ code: 'invalid', details: { fields: ['name', 'grants.0.team'] } }),
  );
  expect(() => parse(schema, null)).toThrow(expect.objectContaining({ code: 'invalid', details: { fields: [''] } }));
});
