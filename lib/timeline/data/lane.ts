import { OWN_LANES } from '@/lib/timeline/lanes';
import type { LaneBy, PhaseSpan } from '@/lib/timeline/types';
import { Prisma } from '@/prisma/generated/client';

/** The lane of `event e` that `event_sender s` sent. */
export function eventLane(by: LaneBy, spans: readonly PhaseSpan[]): Prisma.Sql {
  if (by === 'source') return Prisma.sql`s.shape || ' · ' || s.name`;
  if (by === 'identity') return Prisma.sql`COALESCE(NULLIF(e.actor, ''), ${OWN_LANES.none})`;
  if (by === 'host')
    return Prisma.sql`COALESCE(CASE WHEN e.pod = '' THEN NULLIF(e.host, '') WHEN e.namespace = '' THEN e.pod
      ELSE e.namespace || '/' || e.pod END, NULLIF(e.container, ''), ${OWN_LANES.none})`;
  const whens = spans.map(
    ({ phase, from, to }) => Prisma.sql`WHEN e.at >= ${from}::timestamptz
      AND ${to === null ? Prisma.sql`TRUE` : Prisma.sql`e.at < ${to}::timestamptz`} THEN ${phase}`,
  );
  return whens.length === 0
    ? Prisma.sql`${OWN_LANES.none}`
    : Prisma.sql`CASE ${Prisma.join(whens, ' ')} ELSE ${OWN_LANES.none} END`;
}
