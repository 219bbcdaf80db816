import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { addMinutes } from '@/lib/incidents/clocks';
import { acknowledgeIncident } from '@/lib/incidents/mutations/acknowledge';
import { declareIncident } from '@/lib/incidents/mutations/declare';
import { moveIncident } from '@/lib/incidents/mutations/move';
import { giveRole } from '@/lib/incidents/mutations/roles';
import type { Phase } from '@/lib/incidents/types';
import { actorNamed } from '@/prisma/seed/actor';
import { loadReview } from '@/prisma/seed/review';

/** Of samples/organisation.json and identity/people.ts. */
const PRODUCT = 'Web shop';
const COMMANDER = 'Rafael Ortiz';
const SCRIBE = 'Anna Sommer';

/** Of what samples/events tells: a shell in a container of the shop. */
const INCIDENT = {
  title: 'Shell in a container of the web shop',
  summary:
    'Somebody opened a shell in the pod web-7d9f and read a token of the cluster.\n\n' +
    'Known: the container, its image, the address that it spoke to.\nNot known yet: how they came in.',
  kind: 'compromised_container',
  techniques: ['T1059', 'T1552.007'],
  impact: 'high',
  urgency: 'medium',
  priority: null,
  note: 'Falco saw a shell and the token within three minutes.',
  severity: 3,
  alerts: [],
  exercise: false,
} as const;

const PHASES: readonly (readonly [to: Phase, minutesAgo: number, note: string])[] = [
  ['analysis', 40, ''],
  ['containment', 22, 'The pod is cut off by a network policy.'],
];

/** One incident by the verbs that people use, told from now: declared, taken, on its way. */
export async function loadIncidents(ctx: Ctx): Promise<void> {
  if ((await unsafeDb().incident.count()) > 0) return;
  const product = await unsafeDb().product.findFirst({ where: { name: PRODUCT }, select: { id: true } });
  const [actor, scribe] = [await actorNamed(unsafeDb(), COMMANDER), await actorNamed(unsafeDb(), SCRIBE)];
  if (!product || !actor || !scribe) return;
  const ago = (minutes: number): Ctx => ({ ...ctx, actor, now: addMinutes(ctx.now, -minutes) });
  const number = await declareIncident(ago(50), {
    ...INCIDENT,
    techniques: [...INCIDENT.techniques],
    alerts: [],
    productId: product.id,
    occurredAt: addMinutes(ctx.now, -58),
  });
  const read = () => unsafeDb().incident.findUniqueOrThrow({ where: { number }, select: { id: true, version: true } });
  const { id } = await read();
  await acknowledgeIncident(ago(46), { id });
  await giveRole(ago(44), { id, role: 'scribe', personId: scribe.id, subject: '', note: '' });
  for (const [to, minutesAgo, note] of PHASES) {
    const { version } = await read();
    await moveIncident(ago(minutesAgo), { id, version, to, note });
  }
  await loadReview({ ...ctx, actor }, id);
}
