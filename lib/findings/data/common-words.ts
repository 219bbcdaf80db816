import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';

/** Of all findings; what more of them hold is met soon enough on the way through any order. */
export const COMMON = 0.02;

/**
 * Which part of all findings holds one of the tokens, as far as the database's statistics tell; 0 before it has any. The
 * index would weigh each of those findings against every token of the other words.
 */
export async function shareOf(tokens: readonly number[]): Promise<number> {
  const found = await unsafeDb().$queryRaw`
    SELECT COALESCE(sum(common.share), 0)::float8 AS share
    FROM pg_stats s, unnest(s.most_common_elems::text::int[], s.most_common_elem_freqs) AS common (token, share)
    WHERE s.schemaname = current_schema() AND s.tablename = 'finding' AND s.attname = 'tokens'
      AND common.token = ANY(${[...tokens]}::int[])`;
  return z.tuple([z.object({ share: z.number() })]).parse(found)[0].share;
}
