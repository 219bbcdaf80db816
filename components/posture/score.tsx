import { useFormatter, useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/components/ui/table';
import type { Score } from '@/lib/safeguards/view-types';

/** The score, and term by term how it adds up. */
export function ScoreLine({ score }: { readonly score: Score }) {
  const t = useTranslations('posture');
  const { points, of, terms, excepted, idle } = score;
  const format = useFormatter();
  return (
    <div className="mb-6">
      <p>
        <span className="font-medium">{t('score.title')}</span> {t('score.value', { points, of })}{' '}
        <span className="text-muted">{t('score.leftOut', { excepted, idle })}</span>
      </p>
      <details className="text-muted">
        <summary className="inline-flex h-6 cursor-pointer items-center rounded-sm text-xs hover:text-text">
          {t('score.explain')}
        </summary>
        <p className="mt-1 max-w-prose">{t('score.how')}</p>
        <div className="mt-2 max-w-lg text-text">
          <Table label={t('score.title')}>
            <thead>
              <tr>
                <Th>{t('score.area')}</Th>
                <Th numeric>{t('score.points')}</Th>
                <Th numeric>{t('score.of')}</Th>
              </tr>
            </thead>
            <tbody>
              {terms.map((term) => (
                <tr key={term.area}>
                  <Td>{t(`areas.${term.area}`)}</Td>
                  <Td numeric>{format.number(term.points, { maximumFractionDigits: 1 })}</Td>
                  <Td numeric>{format.number(term.of)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      </details>
    </div>
  );
}
