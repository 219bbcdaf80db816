import { links } from '@/lib/core/json';
import { stableResource } from '@/lib/imports/parsers/aws';
import { failedCheck, severityOr } from '@/lib/imports/parsers/check';
import { bullets, code, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import type { ReadResult } from '@/lib/imports/parsers/types';

/** One result of Prowler, whichever version and syntax wrote it. Empty where it does not say. */
export type ProwlerCheck = {
  readonly check: string;
  readonly title: string;
  readonly status: string;
  readonly detail: string;
  readonly muted: boolean;
  readonly severity: string;
  readonly provider: string;
  readonly account: string;
  readonly region: string;
  readonly resource: string;
  readonly resourceName: string;
  readonly service: string;
  readonly description: string;
  readonly risk: string;
  readonly fix: string;
  /** Commands and code that mend it. */
  readonly commands: readonly string[];
  readonly urls: readonly string[];
  readonly scannerId: string;
  readonly raw?: string;
};

/**
 * The finding of a failed check. PASS is counted as passed, a muted one as suppressed; MANUAL and INFO wait for a person.
 * The identity is check, account, region and resource, in all versions from 3 on.
 */
export function prowlerResult(found: ProwlerCheck): ReadResult {
  const example = `${found.check} ${found.resource || found.account}`.trim();
  const status = found.status.trim().toUpperCase();
  if (status === 'PASS') return { skipped: 'passed', example };
  // Version 2 and 3 warn of what their allowlist names.
  if (found.muted || status === 'MUTED' || status === 'WARNING') return { skipped: 'suppressed', example };
  if (status !== 'FAIL') return { skipped: 'scanner_error', example };
  const place = placeOf(found);
  return failedCheck({
    tool: 'prowler',
    rule: found.check,
    place: [place.account, place.region, place.resource],
    title: found.title,
    severity: severityOr(found.severity, 2),
    severityReported: found.severity,
    scannerId: found.scannerId || undefined,
    location: {
      resource: found.resourceName || found.resource || undefined,
      cloudId: isCloudId(found) ? place.resource : undefined,
      namespace: place.region || undefined,
    },
    description: paragraphs(
      plain(found.detail),
      plain(found.description),
      plain(found.risk),
      bullets(
        [
          ['Account', found.account],
          ['Region', found.region],
          ['Resource', found.resource],
        ].flatMap(([name, what]) => (what ? [`${name} ${code(what)}`] : [])),
      ),
    ),
    fix: paragraphs(plain(found.fix), bullets(found.commands.filter((line) => line.trim() !== '').map(code))),
    references: links(found.urls),
    tags: [found.provider, found.service].filter((tag) => tag !== ''),
    raw: found.raw,
  });
}

/** What was looked at: an account of AWS. Of other clouds one run sees many subscriptions or projects. */
export function prowlerTarget(provider: string, account: string): string {
  return provider.toLowerCase() === 'aws' ? account : '';
}

function isCloudId({ resource, resourceName }: ProwlerCheck): boolean {
  return resource !== resourceName && /^(?:arn:|\/)/.test(resource);
}

/** In a cluster the uid of a pod changes with each start; namespace and name stay. */
function placeOf(found: ProwlerCheck): { account: string; region: string; resource: string } {
  if (found.provider.toLowerCase() !== 'kubernetes')
    return {
      account: found.account,
      region: found.region.toLowerCase(),
      resource: stableResource(found.resource),
    };
  return {
    account: '',
    region: found.region.replace(/^namespace: /, ''),
    resource: found.resourceName || found.resource,
  };
}
