import { ArrowDown, CircleCheck, CircleHelp, CircleX, FileKey2 } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { CertificateFacts, ChainFacts } from '@/lib/tls/facts';

/** Errors of a path that have words of their own; the others keep OpenSSL's name. */
const ERRORS = [
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNREADABLE',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
] as const;

const storeName = (store: string) => (store === 'mozilla' ? 'Mozilla' : store);

/** Each chain that the server sends, from its leaf up, and what became of it. */
export function Chains({ chains }: { readonly chains: readonly ChainFacts[] }) {
  const t = useTranslations('tls.chain');
  if (chains.length === 0) return <p className="text-unknown-ink">{t('none')}</p>;
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      {chains.map((chain) => (
        <Chain key={chain.sent[0]?.fingerprint ?? 'none'} chain={chain} />
      ))}
    </div>
  );
}

function Chain({ chain }: { readonly chain: ChainFacts }) {
  const t = useTranslations('tls.chain');
  const last = chain.sent.at(-1);
  const trusted = chain.validations.find((one) => one.trusted);
  return (
    <div className="min-w-0">
      <ol aria-label={t('label')} className="flex flex-col">
        {chain.sent.map((certificate, index) => (
          <li key={certificate.fingerprint} className="flex flex-col">
            {index > 0 && <Link broken={!chain.ordered} />}
            <Certificate certificate={certificate} />
          </li>
        ))}
        {chain.complete === false && (
          <li className="flex flex-col">
            <Link broken />
            <Missing>{t('missing')}</Missing>
          </li>
        )}
        {last && last.subject !== last.issuer && (
          <li className="flex flex-col">
            <Link broken={!trusted} />
            <Missing>
              {trusted ? t('root', { store: storeName(trusted.store) }) : t('noRoot', { issuer: last.issuer })}
            </Missing>
          </li>
        )}
      </ol>
      <ChainMarks chain={chain} />
    </div>
  );
}

function Link({ broken }: { readonly broken: boolean }) {
  const t = useTranslations('tls.chain');
  return (
    <span className={broken ? 'my-0.5 ml-4 text-missed-ink' : 'my-0.5 ml-4 text-muted'}>
      <ArrowDown aria-hidden className="inline size-4" />
      <span className="ml-1 text-xs">{broken ? t('brokenLink') : t('signedBy')}</span>
    </span>
  );
}

function Missing({ children }: { readonly children: string }) {
  return <p className="wrap-anywhere rounded-md border border-line-strong border-dashed px-3 py-2">{children}</p>;
}

/** "CN=shop.example, O=Shop" is known by its first part. */
const shortName = (name: string) => /CN=([^,\n]+)/.exec(name)?.[1] ?? name;

function Certificate({ certificate }: { readonly certificate: CertificateFacts }) {
  const t = useTranslations('tls.chain');
  const format = useFormatter();
  const { subject, key, signature, notBefore, notAfter, names, isCa, fingerprint } = certificate;
  const day = (at: string) => format.dateTime(new Date(at), 'day', { timeZone: 'UTC' });
  const shown = names.slice(0, 6);
  return (
    <div className="rounded-md border border-line px-3 py-2">
      <p className="flex items-start gap-2 font-medium">
        <FileKey2 aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
        <span className="wrap-anywhere">{shortName(subject)}</span>
        <span className="ml-auto shrink-0 font-normal text-muted text-xs">{t(isCa ? 'authority' : 'leaf')}</span>
      </p>
      <p className="text-muted text-xs">
        {t('valid', { from: day(notBefore), to: day(notAfter) })} ·{' '}
        {t('key', { kind: key.curve ?? key.kind.toUpperCase(), bits: key.bits })} ·{' '}
        {t('signature', { hash: signature.hash.toUpperCase(), kind: signature.kind.toUpperCase() })}
      </p>
      {shown.length > 0 && (
        <p className="wrap-anywhere text-xs">
          {shown.join(', ')}
          {names.length > shown.length && ` ${t('moreNames', { count: names.length - shown.length })}`}
        </p>
      )}
      <p className="wrap-anywhere text-muted text-xs">
        <code className="font-mono">{fingerprint.slice(0, 32)}…</code>
      </p>
    </div>
  );
}

function Mark({ good, children }: { readonly good: boolean | null; readonly children: string }) {
  const looks = { true: ['met', <CircleCheck key="m" />], false: ['missed', <CircleX key="m" />] } as const;
  const [tone, mark] = good === null ? (['unknown', <CircleHelp key="m" />] as const) : looks[`${good}`];
  return (
    <li className="max-w-full">
      <Badge tone={tone} mark={mark}>
        {children}
      </Badge>
    </li>
  );
}

function ChainMarks({ chain }: { readonly chain: ChainFacts }) {
  const t = useTranslations('tls.chain');
  const { validations, nameMatches, complete, revocation, scts, stapled } = chain;
  const errorText = (error: string) => {
    const known = ERRORS.find((one) => one === error);
    return known ? t(`errors.${known}`) : error;
  };
  const revoked = revocation.status === 'not_checked' ? null : revocation.status === 'good';
  return (
    <ul className="mt-2 flex flex-wrap gap-1.5">
      {validations.map(({ store, trusted, error }) => (
        <Mark key={store} good={trusted}>
          {trusted
            ? t('trusted', { store: storeName(store) })
            : t('untrusted', { store: storeName(store), error: errorText(error ?? '') })}
        </Mark>
      ))}
      <Mark good={nameMatches}>{t(nameMatches ? 'nameMatches' : 'nameDiffers')}</Mark>
      <Mark good={complete}>{t(complete === null ? 'completeUnknown' : complete ? 'complete' : 'incomplete')}</Mark>
      <Mark good={revoked}>{t(`revocation.${revocation.status}`)}</Mark>
      {/* Without a list of logs and their keys nobody knows whether a log has signed them. */}
      <Mark good={null}>{t('scts', { count: scts.length })}</Mark>
      {stapled && <Mark good>{t('stapled')}</Mark>}
    </ul>
  );
}
