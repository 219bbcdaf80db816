import { useTranslations } from 'next-intl';
import { ruleName } from '@/lib/alerts/rules';

const SILENT = 'system:sender-silent';

/** Names of rules and alerts: those of senders and rules as they are, our own in the reader's language. */
export function useAlertWords() {
  const t = useTranslations('alerts.system');
  const nameOf = (rule: string) => (rule === SILENT ? t('senderSilent') : ruleName(rule));
  const titleOf = ({ rule, title }: { readonly rule: string; readonly title: string }) =>
    rule === SILENT ? `${nameOf(rule)}: ${title}` : title;
  return { nameOf, titleOf };
}
