'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { AlertEvidenceTable } from '@/components/alerts/detail/evidence';
import { AlertHistory } from '@/components/alerts/detail/history';
import { AlertLines } from '@/components/alerts/detail/lines';
import { AlertVerbs } from '@/components/alerts/detail/verbs';
import { EntityChips } from '@/components/alerts/entity-chips';
import { AlertStateBadge } from '@/components/alerts/state-badge';
import { useAlertWords } from '@/components/alerts/use-alert-words';
import { Fact, Section } from '@/components/findings/detail/section';
import { SeverityBadge } from '@/components/findings/severity-badge';
import { IncidentLink } from '@/components/incidents/incident-link';
import { PageHeader } from '@/components/layout/page-header';
import { LinkButton } from '@/components/ui/link-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { alertQuery } from '@/lib/alerts/queries';
import { alertName } from '@/lib/alerts/rules';
import type { AlertDetail } from '@/lib/alerts/types';
import { severityName } from '@/lib/findings/severity';

/** One alert at its own address: what, whom, since when and how many; what the reader may do; what it rests on. */
export function AlertPage({ number }: { readonly number: number }) {
  const t = useTranslations('alerts');
  const { titleOf } = useAlertWords();
  const { data: alert } = useQuery(alertQuery(number));
  if (!alert) return null;
  const { evidence, named, history } = alert;
  return (
    <div className="max-w-5xl">
      <LinkButton variant="ghost" size="sm" href="/alerts" className="-ml-2 mb-2">
        <ArrowLeft aria-hidden />
        {t('detail.back')}
      </LinkButton>
      <PageHeader
        title={<span className="wrap-anywhere">{`${alertName(number)} ${titleOf(alert)}`}</span>}
        lead={<Answer alert={alert} />}
        actions={<AlertVerbs alert={alert} />}
      />
      {alert.incident && (
        <Section title={t('detail.incident')}>
          <IncidentLink incident={alert.incident} />
        </Section>
      )}
      <Section
        title={t('detail.evidence')}
        aside={named > 0 && t('detail.named', { shown: evidence.length, total: alert.events })}
      >
        <AlertEvidenceTable alert={alert} />
      </Section>
      <Section title={t('detail.facts')}>
        <Facts alert={alert} />
      </Section>
      <AlertLines title={t('detail.mergedInto')} lines={alert.mergedInto ? [alert.mergedInto] : []} />
      <AlertLines title={t('detail.mergedOnes')} lines={alert.mergedOnes} />
      <AlertLines title={t('detail.previous')} lines={alert.previous ? [alert.previous] : []} />
      <AlertLines title={t('detail.related')} lines={alert.related} />
      <Section title={t('detail.history')}>
        <AlertHistory steps={history} />
      </Section>
    </div>
  );
}

function Answer({ alert }: { readonly alert: AlertDetail }) {
  const t = useTranslations('alerts');
  const { severity, entity, events, mergedEvents, firstAt, lastAt } = alert;
  const first = () => <RelativeTime at={firstAt} />;
  const last = () => <RelativeTime at={lastAt} />;
  return (
    <span className="flex flex-col gap-1.5">
      <span className="flex flex-wrap items-center gap-1.5">
        <SeverityBadge severity={severityName(severity)} />
        <AlertStateBadge {...alert} />
        <EntityChips entity={entity} />
      </span>
      <span>
        {t('events', { count: events })}
        {mergedEvents > 0 && ` (${t('mergedEvents', { count: mergedEvents })})`}
        {' · '}
        {events === 1 ? t.rich('detail.sinceOnce', { first }) : t.rich('detail.since', { first, last })}
      </span>
    </span>
  );
}

function Facts({ alert }: { readonly alert: AlertDetail }) {
  const t = useTranslations('alerts.detail');
  const format = useFormatter();
  const { nameOf } = useAlertWords();
  const exact = (at: string) => format.dateTime(new Date(at), 'instant');
  const { product, rule, author, techniques, firstAt, lastAt, receivedAt, handledBy, state, closedAt } = alert;
  return (
    <dl>
      <Fact name={t('product')}>
        <Link href={`/assets/products/${product.slug}`} className="text-accent underline">
          {product.name}
        </Link>
      </Fact>
      <Fact name={t('rule')}>{nameOf(rule)}</Fact>
      {author && <Fact name={t('author')}>{author}</Fact>}
      <Fact name={t('techniques')}>{techniques.join(', ') || t('none')}</Fact>
      <Fact name={t('first')}>{exact(firstAt)}</Fact>
      <Fact name={t('last')}>{exact(lastAt)}</Fact>
      <Fact name={t('received')}>{exact(receivedAt)}</Fact>
      {handledBy && state === 'acknowledged' && <Fact name={t('handledBy')}>{handledBy}</Fact>}
      {closedAt && (
        <Fact name={t('closed')}>
          {exact(closedAt)}
          {handledBy && ` · ${handledBy}`}
        </Fact>
      )}
    </dl>
  );
}
