import { unsafeDb } from '@/lib/core/db';
import { readServices } from '@/lib/safeguards/data/facts/backups';
import { readDrift } from '@/lib/safeguards/data/facts/drift';
import { readAlerts, readSenders } from '@/lib/safeguards/data/facts/events';
import { readDue } from '@/lib/safeguards/data/facts/findings';
import { readHosts } from '@/lib/safeguards/data/facts/hosts';
import {
  readActions,
  readDuties,
  readEnded,
  readReactions,
  readReviews,
  readUndecided,
} from '@/lib/safeguards/data/facts/incidents';
import { readOrganisation } from '@/lib/safeguards/data/facts/organisation';
import { readSources } from '@/lib/safeguards/data/facts/sources';
import { readEndpoints, readTests } from '@/lib/safeguards/data/facts/watched';
import { NO_FACTS, type OrganisationFacts, type ProductFacts } from '@/lib/safeguards/facts';

/** What checks are made from; of each product, known or not. */
export type ReadModel = {
  readonly products: ReadonlyMap<string, ProductFacts>;
  readonly organisation: OrganisationFacts;
};

/** `alertDays` and `onCallDays`: windows that are counted in the database (`Terms.days` of A5 and G1). */
export type Windows = { readonly alertDays: number; readonly onCallDays: number };

/** Everything that checks look at, read product by product in one statement a kind. For the worker: it has no scope. */
export async function readModel({ alertDays, onCallDays }: Windows, now: Date): Promise<ReadModel> {
  const [ids, sources, due, endpoints, tests] = await Promise.all([
    unsafeDb().product.findMany({ select: { id: true } }),
    readSources(),
    readDue(now),
    readEndpoints(),
    readTests(now),
  ]);
  const [reactions, ended, reviews, actions, duties, undecided] = await Promise.all([
    readReactions(now),
    readEnded(now),
    readReviews(now),
    readActions(now),
    readDuties(now),
    readUndecided(),
  ]);
  const [senders, alerts, organisation, services, drift, hosts] = await Promise.all([
    readSenders(),
    readAlerts(alertDays, now),
    readOrganisation(onCallDays, now),
    readServices(now),
    readDrift(),
    readHosts(),
  ]);
  const of = (id: string): ProductFacts => ({
    sources: sources.get(id) ?? NO_FACTS.sources,
    hosts: hosts.get(id) ?? NO_FACTS.hosts,
    due: due.get(id) ?? NO_FACTS.due,
    endpoints: endpoints.get(id) ?? NO_FACTS.endpoints,
    tests: tests.get(id) ?? NO_FACTS.tests,
    reactions: reactions.get(id) ?? NO_FACTS.reactions,
    ended: ended.get(id) ?? NO_FACTS.ended,
    reviews: reviews.get(id) ?? NO_FACTS.reviews,
    actions: actions.get(id) ?? NO_FACTS.actions,
    duties: duties.get(id) ?? NO_FACTS.duties,
    undecidedDuties: undecided.get(id) ?? NO_FACTS.undecidedDuties,
    services: services.get(id) ?? NO_FACTS.services,
    drift: drift.get(id) ?? NO_FACTS.drift,
    senders: senders.get(id) ?? NO_FACTS.senders,
    alerts: alerts.get(id) ?? NO_FACTS.alerts,
  });
  return { products: new Map(ids.map(({ id }) => [id, of(id)])), organisation };
}
