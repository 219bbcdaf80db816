import { useTranslations } from 'next-intl';
import { ruleName } from '@/lib/alerts/rules';
import { NOBODY_ON_CALL, SENDER_SILENT } from '@/lib/alerts/types';

/** Rules of our own that are no detection, by their words. */
const OWN = { [SENDER_SILENT]: 'senderSilent', [NOBODY_ON_CALL]: 'nobodyOnCall' } as const;
const isOwn = (rule: string): rule is keyof typeof OWN => Object.hasOwn(OWN, rule);

/** Names of rules and alerts: those of senders and rules as they are, our own in the reader's language. */
export function useAlertWords() {
  const t = useTranslations('alerts.system');
  const nameOf = (rule: string) => (isOwn(rule) ? t(OWN[rule]) : ruleName(rule));
  const titleOf = ({ rule, title }: { readonly rule: string; readonly title: string }) =>
    isOwn(rule) ? `${nameOf(rule)}: ${title}` : title;
  return { nameOf, titleOf };
}
