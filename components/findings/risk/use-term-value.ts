'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { PriorityTerm, Term } from '@/lib/findings/priority';
import { severityName } from '@/lib/findings/severity';
import type { FindingDetailView } from '@/lib/findings/types';

const answer = (value: boolean | null) => (value === null ? 'unknown' : value ? 'yes' : 'no');

/** What is known of each term, in words: with the date of what EPSS and KEV say. */
export function useTermValue(finding: FindingDetailView): (term: PriorityTerm, state: Term['state']) => string {
  const t = useTranslations('risk.priority');
  const findings = useTranslations('findings');
  const attributes = useTranslations('assets.attributes');
  const format = useFormatter();
  const { risk, epss, knownExploited, fixAvailable, cvssScore } = finding;
  const { product, asOf, sample, listed, days } = risk;
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: 'medium', timeZone: 'UTC' });
  const dated = (text: string, kind: 'epss' | 'kev') => {
    const at = asOf[kind];
    const said = at ? `${text}, ${t('asOf', { day: day(at) })}` : text;
    return sample[kind] ? `${said} (${t('sample')})` : said;
  };

  const severity = () => {
    const name = findings(`severity.${severityName(finding.severity)}`);
    if (cvssScore === null) return t('unscored', { severity: name });
    const [score, counted] = [format.number(cvssScore), format.number(risk.priority.score)];
    return score === counted ? t('score', { severity: name, score }) : t('counted', { severity: name, score, counted });
  };
  const exploited = () => {
    const text = findings(`answers.${answer(knownExploited)}`);
    if (!listed) return dated(text, 'kev');
    const more = [t('listed', { day: day(listed.addedOn) }), ...(listed.ransomware ? [t('ransomware')] : [])];
    return [text, ...more].join(', ');
  };
  const known: Readonly<Record<PriorityTerm, () => string>> = {
    severity,
    epss: () => dated(format.number(epss ?? 0, { style: 'percent', maximumFractionDigits: 2 }), 'epss'),
    knownExploited: exploited,
    exposure: () => attributes(product.exposure ? `exposures.${product.exposure}` : 'unknown'),
    tier: () => attributes(product.tier ? `tiers.${product.tier}` : 'unknown'),
    fix: () => findings(`answers.${answer(fixAvailable)}`),
    age: () => t('days', { days }),
  };
  const never = { epss: asOf.epss === null, knownExploited: asOf.kev === null };
  return (term, state) => {
    if (state === 'inapplicable') return t('noCve');
    if (state === 'known') return known[term]();
    const imported = !((term === 'epss' || term === 'knownExploited') && never[term]);
    return imported ? attributes('unknown') : t('neverImported');
  };
}
