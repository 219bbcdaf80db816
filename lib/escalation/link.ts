import 'server-only';
import { openLink } from '@/lib/escalation/answer';
import { limitLink } from '@/lib/escalation/mutations/answer';
import { incidentName } from '@/lib/incidents/priority';

/** What the page of a link shows; null: the link opens nothing. @throws DomainError rate_limited */
export async function loadLink(token: string, address: string | null) {
  const now = new Date();
  await limitLink(token, address, now);
  const opened = await openLink(token, now);
  if (!opened) return null;
  const { incident, actor } = opened;
  const { number, title, priority, product, receivedAt, acknowledgedAt, roles } = incident;
  return {
    ...{ number, name: incidentName(number), title, priority, product: product.name, person: actor.name },
    minutes: Math.max(0, Math.floor((now.getTime() - receivedAt.getTime()) / 60_000)),
    taken: acknowledgedAt === null ? null : (roles[0]?.person.name ?? ''),
  };
}

export type LinkView = NonNullable<Awaited<ReturnType<typeof loadLink>>>;
