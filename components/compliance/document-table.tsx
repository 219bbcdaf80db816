import { useTranslations } from 'next-intl';
import { Day } from '@/components/compliance/day';
import { DocumentVerbs } from '@/components/compliance/document-verbs';
import { Badge } from '@/components/ui/badge';
import { Table, Td, Th } from '@/components/ui/table';
import type { Tone } from '@/components/ui/tone';
import type { DocumentRow } from '@/lib/compliance/data/documents';
import type { Currency } from '@/lib/compliance/programme';
import type { Person } from '@/lib/compliance/view-types';

const LOOKS: Readonly<Record<Currency, { readonly tone: Tone; readonly mark: string }>> = {
  current: { tone: 'met', mark: '✓' },
  due: { tone: 'missed', mark: '✕' },
  expired: { tone: 'missed', mark: '✕' },
  never: { tone: 'unknown', mark: '?' },
};

type Props = {
  readonly documents: readonly DocumentRow[];
  readonly people: readonly Person[];
  readonly write: boolean;
};

/** The register: what, whose, whether it counts, and until when. */
export function DocumentTable({ documents, people, write }: Props) {
  const t = useTranslations('compliance.documents');
  return (
    <Table label={t('label')} stacked>
      <thead>
        <tr>
          <Th>{t('document')}</Th>
          <Th>{t('kind')}</Th>
          <Th>{t('owner')}</Th>
          <Th>{t('state')}</Th>
          <Th>{t('lastReview')}</Th>
          <Th>{t('nextReview')}</Th>
          <Th>{t('validUntil')}</Th>
          {write && <Th />}
        </tr>
      </thead>
      <tbody>
        {documents.map((document) => {
          const { id, number, title, edition, place, kind, owner, state, archived } = document;
          const { reviewedOn, reviewedBy, reviewDueOn, validUntil } = document;
          return (
            <tr key={id} className="align-top">
              <Td className="max-w-md">
                <span className="font-medium wrap-anywhere">{`DOC-${number} ${title}`}</span>
                <span className="block text-muted text-xs wrap-anywhere">
                  {[edition, place].filter((part) => part !== '').join(' · ')}
                </span>
              </Td>
              <Td label={t('kind')}>{t(`kinds.${kind}`)}</Td>
              <Td label={t('owner')}>{owner.name}</Td>
              <Td label={t('state')}>
                {archived ? (
                  <Badge>{t('archived')}</Badge>
                ) : (
                  <Badge tone={LOOKS[state].tone} mark={LOOKS[state].mark}>
                    {t(`states.${state}`)}
                  </Badge>
                )}
              </Td>
              <Td label={t('lastReview')}>
                {reviewedOn === null ? (
                  <span className="text-muted">{t('neverReviewed')}</span>
                ) : (
                  <Day day={reviewedOn} />
                )}
                {reviewedBy !== '' && <span className="block text-muted text-xs">{reviewedBy}</span>}
              </Td>
              <Td label={t('nextReview')}>
                <Day day={reviewDueOn} />
              </Td>
              <Td label={t('validUntil')}>{validUntil === null ? '–' : <Day day={validUntil} />}</Td>
              {write && (
                <Td numeric>
                  <DocumentVerbs document={document} people={people} />
                </Td>
              )}
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
