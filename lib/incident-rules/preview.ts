import { counted, identitiesOf, matches, titleOf } from '@/lib/incident-rules/matches';
import type { RuleContent } from '@/lib/incident-rules/schema';
import type { AskedAlert, WouldBe } from '@/lib/incident-rules/types';

/** As in mutations/alike.ts: within a day what is about the same is one incident. */
const DAY_MS = 24 * 3_600_000;
/** Incidents that are told of one by one. */
const TOLD = 10;

type Open = { readonly productId: string; readonly who: Set<string>; last: number; alerts: number };

/**
 * What a rule would have declared of alerts, as if each incident had stayed open. By the entities of the alerts alone: what
 * events name beside them ties more together, so that in truth there may be fewer.
 * @param alerts oldest first
 */
export function wouldDeclare(
  rule: RuleContent,
  alerts: readonly AskedAlert[],
): { fitting: number; incidents: WouldBe[] } {
  const condition = { ...rule, validFrom: new Date(0) };
  const fitting = alerts.filter((alert) => matches(condition, alert));
  const open: Open[] = [];
  const incidents: WouldBe[] = [];
  fitting.forEach((alert, index) => {
    const at = alert.createdAt.getTime();
    const who = identitiesOf(alert.entity);
    const known = open.find(
      (one) => one.productId === alert.productId && at - one.last <= DAY_MS && who.some((id) => one.who.has(id)),
    );
    if (known) {
      for (const id of who) known.who.add(id);
      known.last = at;
      known.alerts += 1;
      return;
    }
    if (!counted(rule, alert, fitting.slice(0, index + 1))) return;
    open.push({ productId: alert.productId, who: new Set(who), last: at, alerts: 1 });
    incidents.push({
      title: titleOf(rule.title, alert),
      at: alert.createdAt.toISOString(),
      productId: alert.productId,
    });
  });
  return { fitting: fitting.length, incidents };
}

/** The newest of them, to be told of one by one. */
export const newestOf = (incidents: readonly WouldBe[]) => incidents.slice(-TOLD).toReversed();
