import type { Currency, DocumentKind } from '@/lib/compliance/programme';
import type { OrganisationCheck } from '@/lib/safeguards/checks/check';
import type { DocumentFact } from '@/lib/safeguards/facts';
import { judgeShare, type Sorted, tallyOf } from '@/lib/safeguards/rules';

/** What nobody has reviewed yet proves nothing; what is past its review or its last day breaks the promise. */
const SORTED: Readonly<Record<Currency, Sorted>> = {
  current: { as: 'good', at: null },
  due: { as: 'bad', why: 'document_due', at: null },
  expired: { as: 'bad', why: 'document_expired', at: null },
  never: { as: 'unclear', why: 'document_unreviewed', at: null },
};

function ofKind(documents: readonly DocumentFact[], kind: DocumentKind): readonly Sorted[] {
  const own = documents.filter((one) => one.kind === kind);
  if (own.length === 0) return [{ as: 'unclear', why: 'document_missing', at: null }];
  return own.flatMap(({ state, count }) => Array.from({ length: count }, () => SORTED[state]));
}

/** Documents of these kinds in the register that are reviewed in time and still valid; of a kind without one nobody can tell. */
export function registeredDocuments(kinds: readonly DocumentKind[]): OrganisationCheck {
  return {
    place: 'organisation',
    judge: ({ documents }, terms) => judgeShare(tallyOf(kinds.flatMap((kind) => ofKind(documents, kind))), terms),
    evidence: [{ label: 'documents', href: '/compliance/documents' }],
  };
}
