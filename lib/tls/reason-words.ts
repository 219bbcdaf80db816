import { createTranslator } from 'next-intl';
import type { ReasonWords } from '@/lib/tls/findings';
import english from '@/messages/en/tlsRules.json';

/** Findings speak English, as those of all scanners. */
const t = createTranslator({ locale: 'en', messages: english });

const isRule = (rule: string): rule is keyof typeof english.rules => Object.hasOwn(english.rules, rule);

/** A reason as the finding says it. */
export const reasonWords: ReasonWords = ({ rule, params, known }) => {
  if (!isRule(rule)) return { fact: rule, remedy: '' };
  const title = t(`rules.${rule}.title`);
  const fact = known ? t(`rules.${rule}.fact`, params) : t('unknown');
  return { fact: `**${title}**: ${fact}`, remedy: t(`rules.${rule}.remedy`, params) };
};
