import { post } from '@/lib/escalation/channels/post';
import type { Message, Purpose, Send } from '@/lib/escalation/channels/types';

/** Where its Events API v2 listens, by the region of the account. */
export const PAGERDUTY_URLS = {
  us: 'https://events.pagerduty.com/v2/enqueue',
  eu: 'https://events.eu.pagerduty.com/v2/enqueue',
} as const;

const ACTIONS: Readonly<Record<Purpose, string>> = {
  call: 'trigger',
  shout: 'trigger',
  test: 'trigger',
  acknowledge: 'acknowledge',
  resolve: 'resolve',
};
const SEVERITIES = ['critical', 'error', 'warning', 'info'] as const;

/** One alert there for one incident here: its id is the key, whatever is told of it. */
export function pagerDutyBody(
  { id, purpose, at, subject, facts, link, incident }: Message,
  routingKey: string,
): object {
  const key = { routing_key: routingKey, event_action: ACTIONS[purpose], dedup_key: `lagebild:${incident?.id ?? id}` };
  if (ACTIONS[purpose] !== 'trigger') return key;
  return {
    ...key,
    client: 'Lagebild',
    client_url: link.url,
    links: [{ href: link.url, text: link.label }],
    payload: {
      summary: subject.slice(0, 1024),
      source: incident?.product ?? 'Lagebild',
      severity: SEVERITIES[(incident?.priority ?? 4) - 1] ?? 'info',
      timestamp: at,
      custom_details: Object.fromEntries(facts.map(({ name, value }) => [name, value])),
    },
  };
}

/** PagerDuty: it takes events over before anybody is called. The secret is the integration's routing key. */
export const sendPagerDuty: Send<{ readonly url: string }> = (message, { url }, routingKey, net) =>
  post(url, { text: JSON.stringify(pagerDutyBody(message, routingKey)) }, net, false);
