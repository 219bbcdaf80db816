import { inScope, productFilter, type Scope } from '@/lib/access/policy';
import { entityOf } from '@/lib/alerts/entity';
import type { Entity } from '@/lib/alerts/types';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { attackName } from '@/lib/events/attack/catalogue';
import { observablesOf } from '@/lib/incidents/data/observables';
import { oneOf } from '@/lib/incidents/data/rows';
import {
  ASSET_KINDS,
  ASSET_STATES,
  type AssetName,
  type CaseThings,
  type FindingLine,
} from '@/lib/incidents/file/types';

/** Alerts and findings that the file lists; an incident with more has them in their own lists. */
const LISTED = 300;

const lines = { id: true, number: true, title: true, severity: true, state: true, events: true, lastAt: true } as const;

const select = {
  id: true,
  number: true,
  version: true,
  productId: true,
  closedAt: true,
  techniques: true,
  product: { select: { slug: true } },
  assets: { where: { removedAt: null }, orderBy: [{ addedAt: 'asc' }, { id: 'asc' }] },
  alerts: {
    where: { mergedIntoId: null },
    orderBy: [{ lastAt: 'desc' }, { id: 'desc' }],
    take: LISTED,
    select: {
      ...{ ...lines, entity: true, techniques: true },
      history: { where: { verb: 'linked' }, orderBy: { at: 'desc' }, take: 1, select: { at: true, actorName: true } },
    },
  },
  findings: {
    orderBy: [{ at: 'desc' }, { findingId: 'desc' }],
    take: LISTED,
    select: {
      at: true,
      byName: true,
      finding: {
        select: {
          ...{ id: true, title: true, severity: true, location: true, productId: true },
          product: { select: { name: true } },
        },
      },
    },
  },
} as const satisfies Prisma.IncidentSelect;

/** What an alert says that can be hit. */
function assetsIn({
  host = '',
  container = '',
  pod = '',
  namespace = '',
  image = '',
  actor = '',
}: Entity): AssetName[] {
  const named: readonly AssetName[] = [
    { kind: 'host', name: host },
    { kind: 'container', name: pod === '' ? container : `${namespace}/${pod}` },
    { kind: 'image', name: image },
    { kind: 'account', name: actor },
  ];
  return named.filter(({ name }) => name.trim() !== '' && name !== '/');
}

const keyOf = ({ kind, name }: AssetName) => `${kind} ${name.toLowerCase()}`;

export type ThingsViewer = Readonly<Record<'write' | 'findings' | 'readEvidence' | 'exportEvidence', Scope | null>>;

/**
 * Everything of the file beside tasks and evidence.
 * @throws DomainError `not_found` where the incident does not exist or lies outside the scope
 */
export async function thingsOf(scope: Scope, number: number, viewer: ThingsViewer): Promise<CaseThings> {
  const { write, findings } = viewer;
  const row = await unsafeDb().incident.findFirst({ where: { number, productId: productFilter(scope) }, select });
  if (!row) throw new DomainError('not_found');
  const assets = row.assets.map(({ id, kind, name, note, state, addedAt, version }) => ({
    ...{ id, name, note, version, addedAt: addedAt.toISOString() },
    kind: oneOf(ASSET_KINDS, kind) ?? 'other',
    state: oneOf(ASSET_STATES, state) ?? 'suspected',
  }));
  const has = new Set(assets.map(keyOf));
  const named = row.alerts.flatMap(({ entity }) => assetsIn(entityOf(entity)));
  const proposed = new Map(named.filter((one) => !has.has(keyOf(one))).map((one) => [keyOf(one), one]));
  const techniques = new Set(row.alerts.flatMap((alert) => alert.techniques));
  const nameOf = (id: string) => ({ id, name: attackName(id) });
  const reaches = (reach: Scope | null) => reach !== null && inScope(reach, row.productId);
  const seen = row.findings.filter(({ finding }) => findings !== null && inScope(findings, finding.productId));
  return {
    ...{ id: row.id, number: row.number, version: row.version, productSlug: row.product.slug, assets },
    observables: await observablesOf(scope, number),
    proposedAssets: [...proposed.values()].slice(0, 20),
    alerts: row.alerts.map(({ entity: _entity, techniques: _techniques, lastAt, history: [linked], ...alert }) => ({
      ...alert,
      linkedAt: linked?.at.toISOString() ?? null,
      linkedBy: linked?.actorName ?? '',
      lastAt: lastAt.toISOString(),
    })),
    findings: seen.map(({ at, byName, finding: { productId: _, product, ...finding } }) => ({
      ...{ ...finding, product: product.name },
      ...{ linkedAt: at.toISOString(), linkedBy: byName },
    })),
    hiddenFindings: row.findings.length - seen.length,
    techniques: row.techniques.map(nameOf),
    proposedTechniques: [...techniques]
      .filter((id) => !row.techniques.includes(id) && attackName(id) !== '')
      .map(nameOf),
    mayAddEvidence: reaches(write),
    mayReadEvidence: reaches(viewer.readEvidence),
    mayExportEvidence: reaches(viewer.exportEvidence),
    mayWrite: row.closedAt === null && reaches(write),
  };
}

/** Findings that could be linked: by number, or by words of their title. Of the reader's products, newest first. */
export async function findingsLike(scope: Scope, text: string): Promise<readonly FindingLine[]> {
  const number = /^#?(\d{1,9})$/.exec(text)?.[1];
  const rows = await unsafeDb().finding.findMany({
    where: {
      productId: productFilter(scope),
      ...(number ? { id: Number(number) } : { title: { contains: text, mode: 'insensitive' } }),
    },
    orderBy: { id: 'desc' },
    take: 20,
    select: {
      ...{ id: true, title: true, severity: true, location: true },
      product: { select: { name: true } },
    },
  });
  return rows.map(({ product, ...finding }) => ({ ...finding, product: product.name }));
}
