import { useTranslations } from 'next-intl';
import { ruleName } from '@/lib/alerts/rules';
import { SENDER_SILENT } from '@/lib/alerts/types';

/** Names of rules and alerts: those of senders and rules as they are, our own in the reader's language. */
export function useAlertWords() {
  const t = useTranslations('alerts.system');
  const nameOf = (rule: string) => (rule === SENDER_SILENT ? t('senderSilent') : ruleName(rule));
  const titleOf = ({ rule, title }: { readonly rule: string; readonly title: string }) =>
    rule === SENDER_SILENT ? `${nameOf(rule)}: ${title}` : title;
  return { nameOf, titleOf };
}
