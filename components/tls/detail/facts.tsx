import { useTranslations } from 'next-intl';
import { Fact } from '@/components/findings/detail/section';
import type { ScanFacts } from '@/lib/tls/facts';
import { serviceOfPort } from '@/lib/tls/other-service';

const FLAGS = [
  'extendedMasterSecret',
  'compression',
  'fallbackScsv',
  'downgradeSentinel',
  'dhReused',
] as const satisfies readonly (keyof ScanFacts)[];

const DAY_S = 86_400;

/** What else the server said; unknown is unknown. */
export function ServerFacts({ facts }: { readonly facts: ScanFacts }) {
  const t = useTranslations('tls.facts');
  const answer = (value: boolean | null) => t(value === null ? 'unknown' : value ? 'yes' : 'no');
  const { http, alpn, renegotiation, resumption, intolerances, target, connections, milliseconds, roots } = facts;
  return (
    <dl className="grid gap-x-8 lg:grid-cols-2">
      {http && (
        <Fact name={t('hsts')}>
          {t(`hstsStates.${http.hsts.state}`, { days: Math.floor((http.hsts.maxAge ?? 0) / DAY_S) })}
        </Fact>
      )}
      <Fact name={t('http')}>
        {http ? [http.status, http.server, http.redirect].filter(Boolean).join(' · ') : <NoHttp facts={facts} />}
      </Fact>
      <Fact name={t('alpn')}>{alpn === null ? t('unknown') : alpn.join(', ') || t('none')}</Fact>
      <Fact name={t('secureRenegotiation')}>{answer(renegotiation.secure)}</Fact>
      <Fact name={t('clientRenegotiation')}>{answer(renegotiation.clientInitiated)}</Fact>
      <Fact name={t('resumption')}>
        {t('resumptions', {
          ids: answer(resumption.ids),
          tickets: answer(resumption.tickets),
          psk: answer(resumption.psk),
        })}
      </Fact>
      {FLAGS.map((flag) => (
        <Fact key={flag} name={t(flag)}>
          {answer(facts[flag])}
        </Fact>
      ))}
      <Fact name={t('intolerances')}>{intolerances.map((one) => t(`tolerance.${one}`)).join(', ') || t('none')}</Fact>
      <Fact name={t('address')}>{target.address}</Fact>
      <Fact name={t('effort')}>{t('effortOf', { connections, seconds: milliseconds / 1000 })}</Fact>
      <Fact name={t('roots')}>{t('rootsOf', { node: roots.node })}</Fact>
    </dl>
  );
}

const NO_HTTP = ['starttls', 'other_protocol', 'other_port'] as const;

/** Why nothing is known of HTTP: the service speaks something else, or did not answer. */
function NoHttp({ facts: { probes, target } }: { readonly facts: ScanFacts }) {
  const t = useTranslations('tls.facts');
  const why = NO_HTTP.find((one) => one === probes.http?.why);
  return why ? t(`noHttp.${why}`, { port: target.port, service: serviceOfPort(target.port) ?? '' }) : t('unknown');
}
