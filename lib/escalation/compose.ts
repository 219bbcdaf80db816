import { createTranslator } from 'next-intl';
import { env } from '@/lib/core/env';
import { isLocale, type Locale } from '@/lib/core/i18n/locales';
import { type Message, PURPOSES } from '@/lib/escalation/channels/types';
import { makeToken } from '@/lib/escalation/token';
import { incidentName } from '@/lib/incidents/priority';
import de from '@/messages/de/escalationMessages.json';
import en from '@/messages/en/escalationMessages.json';
import it from '@/messages/it/escalationMessages.json';
import nl from '@/messages/nl/escalationMessages.json';

const WORDS: Readonly<Record<Locale, typeof en>> = { en, de, it, nl };

export type Composed = {
  readonly id: string;
  readonly runId: string | null;
  readonly purpose: string;
  readonly createdAt: Date;
  readonly run: { readonly reason: string } | null;
  readonly channel: { readonly locale: string } | null;
  readonly person: { readonly id: string; readonly email: string | null; readonly locale: string | null } | null;
  readonly incident: {
    readonly id: string;
    readonly number: number;
    readonly title: string;
    readonly priority: number;
    readonly receivedAt: Date;
    readonly product: { readonly name: string };
  } | null;
};

function takeOf({ purpose, runId, person }: Composed, now: Date, label: string): Message['take'] {
  if (runId === null || person === null || (purpose !== 'call' && purpose !== 'shout')) return null;
  return { label, url: new URL(`/a/${makeToken({ runId, personId: person.id }, now)}`, env().NEXTAUTH_URL).href };
}

/** A call says what it is about, where that is not the incident itself. */
function leadOf(purpose: Message['purpose'], reason: string | undefined) {
  return purpose === 'call' && (reason === 'update' || reason === 'duty') ? reason : purpose;
}

/** The words of a delivery in the language of whoever reads it. Made anew at every try: it tells how things stand. */
export function compose(delivery: Composed, now: Date): Message {
  const { id, incident, person, channel, run } = delivery;
  const wanted = person?.locale ?? channel?.locale;
  const locale = isLocale(wanted) ? wanted : 'en';
  const t = createTranslator({ locale, messages: WORDS[locale] });
  const purpose = PURPOSES.find((one) => one === delivery.purpose) ?? 'call';
  const name = incident === null ? '' : incidentName(incident.number);
  const values = { name, title: incident?.title ?? '', priority: incident?.priority ?? 0 };
  const minutes =
    incident === null ? 0 : Math.max(0, Math.floor((now.getTime() - incident.receivedAt.getTime()) / 60_000));
  const path = incident === null ? '/settings/escalation' : `/incidents/${incident.number}`;
  return {
    ...{ id, purpose, at: delivery.createdAt.toISOString(), to: person?.email ?? null },
    subject: t(`subject.${purpose}`, values),
    lead: t(`lead.${leadOf(purpose, run?.reason)}`),
    facts:
      incident === null
        ? []
        : [
            { name: t('facts.incident'), value: `${name} ${incident.title}` },
            { name: t('facts.priority'), value: `P${incident.priority}` },
            { name: t('facts.product'), value: incident.product.name },
            { name: t('facts.since'), value: t('minutes', { minutes }) },
          ],
    link: { label: t('open'), url: new URL(path, env().NEXTAUTH_URL).href },
    take: takeOf(delivery, now, t('take')),
    incident: incident === null ? null : { id: incident.id, ...values, product: incident.product.name },
  };
}
