import { useTranslations } from 'next-intl';

const KNOWN = [
  'refused_invalid',
  'refused_loopback',
  'refused_link_local',
  'refused_metadata',
  'refused_private',
  'refused_shared',
  'refused_reserved',
  'refused_translated',
  'refused_multicast',
  'refused_unspecified',
  'no_such_name',
  'lookup_timeout',
  'refused',
  'unreachable',
  'timeout',
  'closed',
  'limit',
  'starttls',
  'no_protocol',
  'no_answer',
  'incomplete',
  'unexpected',
  'lost',
] as const;

/** Why a scan could not be graded, and what to do; a word of the wire that has no sentence is shown as it is. */
export function Why({ why }: { readonly why: string }) {
  const t = useTranslations('tls.why');
  const known = KNOWN.find((one) => one === why);
  return known ? t(known) : t('other', { why });
}
