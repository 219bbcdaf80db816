import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { waysTo } from '@/lib/escalation/steps';
import { PROFILE_DEFAULT, profileSchema } from '@/lib/escalation/stored';
import { incidentName } from '@/lib/incidents/priority';
import { notify } from '@/lib/notices/mutations';

type Incident = {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly productId: string;
  readonly priority: number;
};
type Message = {
  readonly runId: string;
  readonly incident: Incident;
  readonly purpose: 'call' | 'shout';
  readonly important: boolean;
  /** Asked for by hand: no hours hold it back. */
  readonly atOnce?: boolean;
};

const person = {
  ...{ id: true, name: true, email: true, timeZone: true },
  escalationProfile: {
    select: { defaultKinds: true, importantKinds: true, workingHours: true, quietHours: true },
  },
} as const;

function row({ runId, incident, purpose, important }: Message, ctx: Ctx) {
  return { runId, incidentId: incident.id, purpose, important, createdAt: ctx.now };
}

/** Tells people by the ways they chose. Who has none that works now is told in Lagebild. @returns how many messages */
export async function tellPeople(tx: Tx, ctx: Ctx, people: readonly string[], message: Message): Promise<number> {
  const { incident, important, purpose, atOnce = false } = message;
  const [found, mail] = await Promise.all([
    tx.person.findMany({ where: { id: { in: [...people] } }, select: person, orderBy: { name: 'asc' } }),
    tx.escalationChannel.findFirst({ where: { kind: 'smtp', enabled: true }, orderBy: { createdAt: 'asc' } }),
  ]);
  const ways = found.map(({ id, name, email, timeZone, escalationProfile }) => {
    const profile = profileSchema.parse(escalationProfile ?? PROFILE_DEFAULT);
    const reached = { profile, timeZone, mail: mail !== null && email !== null };
    return { id, name, ...waysTo(reached, { priority: incident.priority, important }, ctx.now, atOnce) };
  });
  const inside = ways.filter((one) => one.inside);
  await tx.escalationDelivery.createMany({
    data: [
      ...inside.map(({ id, name }) => ({
        ...row(message, ctx),
        ...{ kind: 'notice', personId: id, recipient: name, state: 'sent', sentAt: ctx.now },
      })),
      ...ways
        .filter(({ byMail }) => byMail)
        .map(({ id, name, at }) => ({
          ...row(message, ctx),
          ...{ kind: 'email', personId: id, recipient: name, channelId: mail?.id ?? null, nextAt: at },
        })),
    ],
  });
  await notify(
    tx,
    ctx,
    inside.map(({ id }) => ({
      personId: id,
      kind: purpose === 'call' ? 'escalated' : 'nobody_on_call',
      params: { name: incidentName(incident.number), title: incident.title, priority: incident.priority },
      href: `/incidents/${incident.number}`,
      productId: incident.productId,
    })),
  );
  return ways.length;
}

/** Tells rooms and services. Those that were switched off since are left out. @returns how many messages */
export async function tellChannels(tx: Tx, ctx: Ctx, ids: readonly string[], message: Message): Promise<number> {
  const channels = await tx.escalationChannel.findMany({
    where: { id: { in: [...ids] }, enabled: true, kind: { not: 'smtp' } },
    select: { id: true, kind: true, name: true },
    orderBy: { name: 'asc' },
  });
  await tx.escalationDelivery.createMany({
    data: channels.map(({ id, kind, name }) => ({
      ...row(message, ctx),
      ...{ kind, channelId: id, recipient: name, nextAt: ctx.now },
    })),
  });
  return channels.length;
}
