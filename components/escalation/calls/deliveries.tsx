'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { CallVerbs } from '@/components/escalation/calls/call-verbs';
import { useSendWords } from '@/components/escalation/use-send-words';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import type { Calls } from '@/lib/escalation/data/calls';
import { callsQuery } from '@/lib/escalation/queries';

type Row = Calls['rows'][number];
type Chain = Calls['chains'][number];

const REASONS = ['unanswered', 'raised', 'reopened', 'update', 'duty', 'restarted'] as const;

const toneOf = ({ state }: Row) => {
  if (state === 'answered' || state === 'delivered') return 'met';
  return state === 'failed' ? 'missed' : state === 'sent' ? 'info' : 'neutral';
};

/** Whom an incident calls: what comes next, who was told by which way, and what became of it. Kept fresh by its stream. */
export function Deliveries({ number }: { readonly number: number }) {
  const { t, why, way, state } = useSendWords();
  const { data } = useQuery(callsQuery(number));
  if (!data) return null;
  const { id, rows, chains, mayAct } = data;
  if (rows.length === 0 && chains.length === 0 && !mayAct) return null;
  return (
    <section aria-labelledby="calls" className="mt-6 border-line border-t pt-3">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 id="calls" className="font-semibold">
            {t('calls.title')}
          </h2>
          {chains.length === 0 && <p className="text-muted text-sm">{t('calls.none')}</p>}
          {chains.map((chain) => (
            <ChainLine key={chain.id} chain={chain} />
          ))}
        </div>
        {mayAct && <CallVerbs id={id} number={number} calls={data} />}
      </div>
      {rows.length > 0 && (
        <details className="mt-2">
          <summary className="min-h-6 cursor-pointer">{t('deliveries.title', { count: rows.length })}</summary>
          <ul className="mt-2">
            {rows.map((row) => (
              <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-1.5">
                <Badge tone={toneOf(row)}>{state(row.state)}</Badge>
                <span className="min-w-0 break-words">{row.recipient}</span>
                <span className="text-muted text-sm">
                  {way(row.kind)} · <RelativeTime at={row.createdAt} />
                </span>
                {row.error !== null && (
                  <span className="text-sm">
                    {why(row.error)}{' '}
                    <span className="text-muted">{t('deliveries.tries', { count: row.attempts })}</span>
                  </span>
                )}
                {row.nextAt !== null && row.state === 'queued' && (
                  <span className="text-muted text-sm">
                    {t.rich('deliveries.tryAt', { when: () => <RelativeTime key="w" at={row.nextAt ?? ''} /> })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function ChainLine({ chain: { reason, step, round, nextAt, held, silencedUntil } }: { readonly chain: Chain }) {
  const t = useTranslations('escalation.calls');
  const known = REASONS.find((one) => one === reason);
  const when = (at: string) => () => <RelativeTime key="w" at={at} />;
  return (
    <p className="text-sm">
      <span className="font-medium">{known ? t(`reasons.${known}`) : reason}</span>{' '}
      <span className="text-muted">
        {silencedUntil !== null
          ? t.rich('silent', { when: when(silencedUntil) })
          : held
            ? t('held', { step })
            : nextAt !== null && t.rich('next', { step, round, when: when(nextAt) })}
      </span>
    </p>
  );
}
