import { useTranslations } from 'next-intl';
import { SEND_ERRORS } from '@/lib/escalation/channels/outcome';

const WAYS = ['notice', 'email', 'smtp', 'teams', 'slack', 'webhook', 'pagerduty'] as const;
const STATES = ['queued', 'sending', 'sent', 'delivered', 'answered', 'failed', 'cancelled'] as const;

/** Words for what the database holds as text of ours. */
export function useSendWords() {
  const t = useTranslations('escalation');
  const why = (error: string | null) => {
    const known = SEND_ERRORS.find((one) => one === error);
    return known === undefined ? '' : t(`errors.${known}`);
  };
  const way = (kind: string) => {
    const known = WAYS.find((one) => one === kind);
    return known === undefined ? kind : t(`ways.${known}`);
  };
  const state = (name: string) => {
    const known = STATES.find((one) => one === name);
    return known === undefined ? name : t(`states.${known}`);
  };
  return { t, why, way, state };
}
