import { productFilter, type Scope } from '@/lib/access/policy';
import { type Prisma, type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { oneOf } from '@/lib/incidents/data/rows';
import {
  CUSTODY_VERBS,
  type EvidenceCorrection,
  type EvidenceView,
  type EvidenceWords,
} from '@/lib/incidents/file/types';

const include = {
  addedBy: { select: { name: true } },
  custody: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
  corrections: { orderBy: { number: 'asc' } },
} as const satisfies Prisma.IncidentEvidenceInclude;
type Row = Prisma.IncidentEvidenceGetPayload<{ include: typeof include }>;

type Said = Pick<Row, 'description' | 'origin' | 'collectedAt'>;
const wordsOf = ({ description, origin, collectedAt }: Said): EvidenceWords => ({
  ...{ description, origin },
  collectedAt: collectedAt?.toISOString() ?? null,
});

/** Each correction with what it replaced, and what holds in the end. */
function correctionsOf(row: Row): { readonly words: EvidenceWords; readonly corrections: EvidenceCorrection[] } {
  let words = wordsOf(row);
  const corrections = row.corrections.map((one) => {
    const before = words;
    words = wordsOf(one);
    return { number: one.number, at: one.at.toISOString(), by: one.actorName, reason: one.reason, before };
  });
  return { words, corrections };
}

function viewOf(row: Row): EvidenceView {
  const { words, corrections } = correctionsOf(row);
  const { id, number, name, mediaType, size, sha256, addedAt, addedBy, custody } = row;
  return {
    ...{ id, number, name, mediaType, size, sha256, corrections, ...words },
    addedAt: addedAt.toISOString(),
    addedBy: addedBy.name,
    custody: custody.map(({ id, at, verb, actorName, note }) => ({
      ...{ id, note, by: actorName, at: at.toISOString() },
      verb: oneOf(CUSTODY_VERBS, verb) ?? 'opened',
    })),
  };
}

/** The evidence of an incident that is known to be in reach, as a transaction sees it. */
export async function evidenceWithin(tx: Tx, incidentId: string): Promise<readonly EvidenceView[]> {
  return (await tx.incidentEvidence.findMany({ where: { incidentId }, orderBy: { number: 'asc' }, include })).map(
    viewOf,
  );
}

/** The evidence of an incident, each with who had it in hand. @throws DomainError not_found */
export async function evidenceOf(scope: Scope, number: number): Promise<readonly EvidenceView[]> {
  const row = await unsafeDb().incident.findFirst({
    where: { number, productId: productFilter(scope) },
    select: { evidence: { orderBy: { number: 'asc' }, include } },
  });
  if (!row) throw new DomainError('not_found');
  return row.evidence.map(viewOf);
}
