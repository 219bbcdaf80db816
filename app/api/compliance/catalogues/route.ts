import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { importCatalogue } from '@/lib/compliance/mutations/import';
import { OSCAL_LIMITS } from '@/lib/compliance/oscal/limits';
import { importFactsSchema } from '@/lib/compliance/schema';
import { parse } from '@/lib/core/parse';
import { wholeBody } from '@/lib/imports/body';

/** `?fileName=…&licence=…&source=…`; the body is the catalogue (OSCAL, JSON). */
export const POST = sessionRoute(async (ctx, request) => {
  requirePermission(ctx, 'compliance:write');
  const facts = parse(importFactsSchema, Object.fromEntries(request.nextUrl.searchParams));
  return importCatalogue(ctx, facts, await wholeBody(request, OSCAL_LIMITS.bytes));
});
