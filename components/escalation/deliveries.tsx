import { useSendWords } from '@/components/escalation/use-send-words';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import type { loadDeliveries } from '@/lib/escalation/loaders';

type Props = { readonly found: NonNullable<Awaited<ReturnType<typeof loadDeliveries>>> };
type Row = Props['found']['rows'][number];

const toneOf = ({ state, answered }: Row) =>
  answered ? 'met' : state === 'failed' ? 'missed' : state === 'sent' ? 'info' : 'neutral';

/** Whom the chains of an incident have told, by which way, and what became of it. */
export function Deliveries({ found }: Props) {
  const { t, why, way, state } = useSendWords();
  const { rows, nextAt } = found;
  if (rows.length === 0 && nextAt === null) return null;
  return (
    <details className="mt-6 border-line border-t pt-3">
      <summary className="min-h-6 cursor-pointer font-medium">
        {t('deliveries.title', { count: rows.length })}
        {nextAt !== null && (
          <span className="ml-2 font-normal text-muted text-sm">
            {t.rich('deliveries.next', { when: () => <RelativeTime key="w" at={nextAt} /> })}
          </span>
        )}
      </summary>
      <ul className="mt-2">
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-1.5">
            <Badge tone={toneOf(row)}>{row.answered ? t('deliveries.answered') : state(row.state)}</Badge>
            <span className="min-w-0 break-words">{row.recipient}</span>
            <span className="text-muted text-sm">
              {way(row.kind)} · <RelativeTime at={row.createdAt} />
            </span>
            {row.error !== null && (
              <span className="text-sm">
                {why(row.error)} <span className="text-muted">{t('deliveries.tries', { count: row.attempts })}</span>
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
