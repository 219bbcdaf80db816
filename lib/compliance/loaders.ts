import 'server-only';
import { pageCtx } from '@/lib/access/guard';
import { type Permission, requirePermission, type Scope, scopeOf } from '@/lib/access/policy';
import { correspondsTo } from '@/lib/compliance/catalogue';
import { frameworkNames } from '@/lib/compliance/data/catalogues';
import { controlAt, frameworkAt, frameworkLines } from '@/lib/compliance/data/controls';
import { currenciesAt, documentsAt } from '@/lib/compliance/data/documents';
import { packagesOf } from '@/lib/compliance/data/packages';
import { ownersToBe } from '@/lib/compliance/data/people';
import { auditByNumber, auditsAt, cadencesAt, openFindingsAt } from '@/lib/compliance/data/programme';
import { type Moment, momentOf } from '@/lib/compliance/search-params';
import { addDays, isoDay } from '@/lib/core/datetime';
import { lastJudged } from '@/lib/safeguards/data/runs';

type Beginning = {
  readonly scope: Scope;
  readonly moment: Moment;
  /** The last day that can be looked back to. */
  readonly yesterday: string;
  readonly write: boolean;
  readonly plan: boolean;
  /** Take evidence packages out. */
  readonly take: boolean;
};

/** What every page of compliance begins with: the reader, the moment, and what they may change (never in the past). */
async function begin(day: string | null): Promise<Beginning> {
  const ctx = await pageCtx();
  const scope = requirePermission(ctx, 'compliance:read');
  const moment = momentOf(day, ctx.now);
  const may = (right: Permission) => moment.day === null && scopeOf(ctx, right) !== null;
  const yesterday = isoDay(addDays(ctx.now, -1));
  return {
    scope,
    moment,
    yesterday,
    write: may('compliance:write'),
    plan: may('audit-programme:write'),
    take: may('evidence:export'),
  };
}

export async function loadFrameworks(day: string | null) {
  const { scope, moment, yesterday, write } = await begin(day);
  const [frameworks, judged] = await Promise.all([frameworkLines(scope, moment.at), lastJudged(moment.at)]);
  return { moment, yesterday, write, judged, frameworks };
}

export async function loadFramework(id: string, day: string | null) {
  const { scope, moment, yesterday, write } = await begin(day);
  const [framework, judged] = await Promise.all([frameworkAt(scope, id, moment.at), lastJudged(moment.at)]);
  return { moment, yesterday, write, judged, framework };
}

export async function loadControl(framework: string, control: string, day: string | null) {
  const { scope, moment, yesterday, write } = await begin(day);
  const [view, judged, people] = await Promise.all([
    controlAt(scope, framework, control, moment.at),
    lastJudged(moment.at),
    write ? ownersToBe(scope) : [],
  ]);
  return {
    ...view,
    corresponds: correspondsTo(framework, control),
    moment,
    judged,
    yesterday,
    people,
    write: write && !view.framework.imported?.archivedAt,
  };
}

export async function loadAudits(day: string | null) {
  const { scope, moment, yesterday, plan } = await begin(day);
  const [audits, cadences, findings, people, frameworks] = await Promise.all([
    auditsAt(scope, moment.at),
    cadencesAt(moment.at),
    openFindingsAt(moment.at),
    plan ? ownersToBe(scope) : [],
    plan ? frameworkNames(scope) : [],
  ]);
  return { moment, yesterday, plan, audits, cadences, findings, people, frameworks };
}

export async function loadAudit(number: number, day: string | null) {
  const { scope, moment, yesterday, plan } = await begin(day);
  const [audit, people, frameworks] = await Promise.all([
    auditByNumber(scope, number, moment.at),
    plan ? ownersToBe(scope) : [],
    frameworkNames(scope),
  ]);
  return { moment, yesterday, plan, audit, people, frameworks };
}

export async function loadDocuments(day: string | null) {
  const { scope, moment, yesterday, write } = await begin(day);
  const [documents, counts, people] = await Promise.all([
    documentsAt(scope, moment.at),
    currenciesAt(moment.at),
    write ? ownersToBe(scope) : [],
  ]);
  return { moment, yesterday, write, documents, counts, people };
}

export async function loadPackages() {
  const { scope, yesterday, take } = await begin(null);
  const [packages, frameworks] = await Promise.all([packagesOf(scope), frameworkNames(scope)]);
  return { packages, frameworks, yesterday, take };
}
