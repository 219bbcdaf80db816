import Link from 'next/link';
import { useSendWords } from '@/components/escalation/use-send-words';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import type { EscalationView } from '@/lib/escalation/loaders';
import { incidentName } from '@/lib/incidents/priority';

/** What did not arrive, and why: the newest fifty. */
export function FailedDeliveries({ rows }: { readonly rows: EscalationView['failed'] }) {
  const { t, why, way } = useSendWords();
  return (
    <section aria-labelledby="failed" className="border-line border-t py-5">
      <h2 id="failed" className="mb-3 font-semibold text-lg">
        {t('failed.title')}
      </h2>
      {rows.length === 0 ? (
        <p className="text-muted">{t('failed.none')}</p>
      ) : (
        <Table label={t('failed.title')} stacked>
          <thead>
            <tr>
              <Th>{t('failed.when')}</Th>
              <Th>{t('failed.to')}</Th>
              <Th>{t('failed.why')}</Th>
              <Th>{t('failed.incident')}</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, kind, recipient, error, detail, attempts, createdAt, incident }) => (
              <tr key={id}>
                <Td label={t('failed.when')}>
                  <RelativeTime at={createdAt} />
                </Td>
                <Td label={t('failed.to')}>
                  {recipient} <span className="text-muted text-sm">{way(kind)}</span>
                </Td>
                <Td label={t('failed.why')}>
                  {why(error)} <span className="text-muted text-sm">{t('deliveries.tries', { count: attempts })}</span>
                  {detail !== '' && <span className="wrap-anywhere block text-muted text-xs">{detail}</span>}
                </Td>
                <Td label={t('failed.incident')}>
                  {incident === null ? (
                    t('failed.test')
                  ) : (
                    <Link href={`/incidents/${incident}`}>{incidentName(incident)}</Link>
                  )}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}
