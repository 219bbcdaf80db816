'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { AttributeFacts } from '@/components/assets/attribute-facts';
import { CoverageFacts } from '@/components/assets/inventory/coverage-facts';
import { EditAsset } from '@/components/assets/inventory/edit-asset';
import { MergeAsset } from '@/components/assets/inventory/merge-asset';
import { AssetNames } from '@/components/assets/inventory/names';
import { AssetSteps } from '@/components/assets/inventory/steps';
import { Section } from '@/components/findings/detail/section';
import { SeverityMark } from '@/components/findings/severity-mark';
import { PageHeader } from '@/components/layout/page-header';
import { LinkButton } from '@/components/ui/link-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { alertName } from '@/lib/alerts/rules';
import { assetQuery } from '@/lib/assets/inventory-queries';
import type { AssetDetail, NearView } from '@/lib/assets/inventory-types';
import { findingsHref } from '@/lib/findings/search-params';
import { SEVERITIES, severityName } from '@/lib/findings/severity';
import { FINDING_STATUSES } from '@/lib/findings/types';
import { incidentName } from '@/lib/incidents/priority';

/** One asset at its own address: what it is called and by whom, how it is covered, what was found on it. */
export function AssetPage({ id }: { readonly id: string }) {
  const t = useTranslations('inventory');
  const { data: asset } = useQuery(assetQuery(id));
  if (!asset) return null;
  const { name, kind, product, team, within, inside, firstSeenAt, lastSeenAt, products, names } = asset;
  return (
    <div className="max-w-5xl">
      <LinkButton variant="ghost" size="sm" href="/assets" className="-ml-2 mb-2">
        <ArrowLeft aria-hidden />
        {t('detail.back')}
      </LinkButton>
      <PageHeader
        title={<span className="wrap-anywhere">{name}</span>}
        lead={
          <>
            {t(`kinds.${kind}`)} ·{' '}
            <Link href={`/assets/products/${product.slug}`} className="hover:underline">
              {product.name}
            </Link>{' '}
            · {team} · {t('detail.firstSeen')} <RelativeTime at={firstSeenAt} /> · {t('detail.lastSeen')}{' '}
            <RelativeTime at={lastSeenAt} />
          </>
        }
        actions={
          products.length > 0 && (
            <>
              <MergeAsset asset={asset} />
              <EditAsset asset={asset} />
            </>
          )
        }
      />
      <AttributeFacts tier={asset.tier} exposure={asset.exposure} dataClass={asset.dataClass} />
      {within && (
        <p className="mb-3">
          {t('detail.within')} <Near near={within} />
        </p>
      )}
      <Section level={2} title={t('detail.coverage')}>
        <CoverageFacts asset={asset} />
      </Section>
      <Section level={2} title={t('detail.findings')}>
        <Findings asset={asset} />
      </Section>
      <Section level={2} title={t('detail.identity')} aside={t('detail.identityLead', { count: names.length })}>
        <AssetNames asset={asset} />
      </Section>
      {inside.length > 0 && (
        <Section level={2} title={t('detail.inside')}>
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {inside.map((near) => (
              <li key={near.id}>
                <Near near={near} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section level={2} title={`${t('detail.alerts')}, ${t('detail.incidents')}`}>
        <Naming asset={asset} />
      </Section>
      {asset.elsewhere.length > 0 && (
        <Section level={2} title={t('detail.elsewhere')}>
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {asset.elsewhere.map((other) => (
              <li key={other.id}>
                <Link href={`/assets/${other.id}`} prefetch={false} className="hover:underline">
                  {other.product}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section level={2} title={t('detail.history')}>
        <AssetSteps steps={asset.steps} />
      </Section>
    </div>
  );
}

function Near({ near: { id, name } }: { readonly near: NearView }) {
  return (
    <Link href={`/assets/${id}`} prefetch={false} className="wrap-anywhere hover:underline">
      {name}
    </Link>
  );
}

function Findings({ asset: { id, findings } }: { readonly asset: AssetDetail }) {
  const t = useTranslations('inventory.detail');
  const severities = useTranslations('findings.severity');
  const format = useFormatter();
  const total = Object.values(findings).reduce((sum, n) => sum + n, 0);
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
      {total === 0 && <span className="text-muted">{t('noFindings')}</span>}
      {SEVERITIES.toReversed()
        .filter((severity) => findings[severity] > 0)
        .map((severity) => (
          <Link
            key={severity}
            href={findingsHref({ asset: id, severity: [severity] })}
            prefetch={false}
            className="inline-flex items-center gap-1.5 hover:underline"
          >
            <SeverityMark severity={severity} />
            <span className="text-muted">{severities(severity)}</span>
            {format.number(findings[severity], 'integer')}
          </Link>
        ))}
      <Link
        href={findingsHref({ asset: id, status: [...FINDING_STATUSES] })}
        prefetch={false}
        className="text-muted text-xs hover:underline"
      >
        {t('all')}
      </Link>
    </div>
  );
}

function Naming({ asset: { alerts, incidents } }: { readonly asset: AssetDetail }) {
  const t = useTranslations('inventory.detail');
  if (alerts.length + incidents.length === 0) return <p className="text-muted">{t('noAlerts')}</p>;
  return (
    <ul className="flex flex-col gap-1">
      {incidents.map(({ number, title }) => (
        <li key={`incident ${number}`}>
          <Link href={`/incidents/${number}`} prefetch={false} className="hover:underline">
            {incidentName(number)} · {title}
          </Link>
        </li>
      ))}
      {alerts.map(({ number, title, severity, lastAt }) => (
        <li key={`alert ${number}`} className="flex items-center gap-1.5">
          <SeverityMark severity={severityName(severity)} />
          <Link href={`/alerts/${number}`} prefetch={false} className="hover:underline">
            {alertName(number)} · {title}
          </Link>
          <span className="text-muted text-xs">
            <RelativeTime at={lastAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
