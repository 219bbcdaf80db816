import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { createLoader, type SearchParams } from 'nuqs/server';
import { PageHeader } from '@/components/layout/page-header';
import { scopeParsers, withScope } from '@/components/layout/scope-state';
import { Attestations } from '@/components/posture/detail/attestations';
import { Exceptions } from '@/components/posture/detail/exceptions';
import { History } from '@/components/posture/detail/history';
import { ProductStates } from '@/components/posture/detail/products';
import { HowFacts, StateFacts } from '@/components/posture/detail/state-facts';
import { TermsDialog } from '@/components/posture/detail/terms';
import { DayFilter } from '@/components/posture/filters';
import { StalePosture } from '@/components/posture/stale';
import { StandingBadges } from '@/components/posture/state-badge';
import { Badge } from '@/components/ui/badge';
import { LinkButton } from '@/components/ui/link-button';
import { isLocale } from '@/lib/core/i18n/locales';
import { safeguardOf } from '@/lib/safeguards/catalogue';
import { loadSafeguard } from '@/lib/safeguards/loaders';
import { endOf, safeguardHref } from '@/lib/safeguards/place';
import { postureParsers } from '@/lib/safeguards/search-params';

const loadAddress = createLoader({ ...scopeParsers, ...postureParsers });

type Props = { readonly params: Promise<{ readonly id: string }>; readonly searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ id }, t] = await Promise.all([params, getTranslations('posture')]);
  return { title: `${id} · ${t('title')}` };
}

export default async function SafeguardPage({ params, searchParams }: Props) {
  const [{ id }, address] = await Promise.all([params, loadAddress(searchParams)]);
  const safeguard = safeguardOf(id);
  if (!safeguard) notFound();
  const loaded = await loadSafeguard(id, address);
  if (!loaded) notFound();
  const [t, format, locale] = await Promise.all([getTranslations('posture'), getFormatter(), getLocale()]);
  const { detail, today, at, rights, places, owners } = loaded;
  const { row, products, history, attestations, exceptions, known, terms } = detail;
  const { team, product } = address;
  const here = at === null ? '' : `?at=${at}`;
  const moment = at === null ? new Date() : endOf(at);
  const attested = safeguard.proof.kind === 'attestation';
  return (
    <div className="max-w-4xl">
      <LinkButton variant="ghost" size="sm" href={withScope(`/posture${here}`, team, product)} className="-ml-2 mb-2">
        <ArrowLeft aria-hidden />
        {t('detail.back')}
      </LinkButton>
      <PageHeader
        title={`${id} ${safeguard.promise[isLocale(locale) ? locale : 'en']}`}
        lead={
          <span className="flex flex-wrap gap-1">
            <StandingBadges {...row} />
            {attested && <Badge>{t('marks.attestation')}</Badge>}
          </span>
        }
        actions={
          <>
            <DayFilter today={today} />
            {rights.terms && at === null && (
              <TermsDialog
                id={id}
                role={t(`roles.${safeguard.owner}`)}
                automatic={!attested}
                catalogue={{ atLeast: safeguard.target.atLeast, days: safeguard.days }}
                terms={terms}
                known={known.terms}
                owners={owners}
              />
            )}
          </>
        }
      />
      {at !== null && (
        <p className="mb-3 text-muted">
          {t('past', { day: format.dateTime(new Date(`${at}T00:00:00Z`), { dateStyle: 'long', timeZone: 'UTC' }) })}
        </p>
      )}
      <StalePosture posture={detail.posture} />
      <StateFacts safeguard={safeguard} row={row} />
      <HowFacts safeguard={safeguard} row={row} hrefOf={(href) => withScope(href, team, product)} />
      {row.byProduct && (
        <ProductStates products={products} hrefOf={(slug) => withScope(`${safeguardHref(id)}${here}`, [], [slug])} />
      )}
      <History history={history} row={row} at={moment.toISOString()} />
      {(attested || attestations.length > 0) && (
        <Attestations
          id={id}
          days={row.days}
          known={known.attestation}
          rows={attestations}
          mayWrite={attested && rights.attest && at === null}
        />
      )}
      <Exceptions
        id={id}
        rows={exceptions}
        places={row.byProduct ? places : places.filter(({ key }) => key === 'organisation')}
        mayAsk={rights.except && at === null}
      />
    </div>
  );
}
