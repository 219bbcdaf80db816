import { z } from 'zod';
import { inScope, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { type Suggested, suggestPlaces } from '@/lib/tls/suggest';

/** Places of a product's findings that are looked at. */
const LOOKED_AT = 5000;

const placesSchema = z.array(
  z.object({ host: z.string().nullable(), port: z.number().nullable(), url: z.string().nullable() }),
);

/**
 * TLS services that findings of the product name and nobody watches.
 * @throws DomainError `not_found` where the product lies outside the scope
 */
export async function suggestedPlaces(scope: Scope, productId: string): Promise<Suggested[]> {
  if (!inScope(scope, productId)) throw new DomainError('not_found');
  const [known, watched] = await Promise.all([
    unsafeDb().$queryRaw`
      SELECT DISTINCT d.location->>'host' AS host, d.location->>'url' AS url,
        CASE WHEN d.location->>'port' ~ '^[0-9]{1,5}$' THEN (d.location->>'port')::int END AS port
      FROM finding f JOIN finding_detail d ON d.finding_id = f.id
      WHERE f.product_id = ${productId}::uuid AND f.kind IN ('host', 'web') LIMIT ${LOOKED_AT}`,
    unsafeDb().tlsEndpoint.findMany({ where: { productId }, select: { host: true, port: true } }),
  ]);
  return suggestPlaces(placesSchema.parse(known), new Set(watched.map(({ host, port }) => `${host}:${port}`)));
}
