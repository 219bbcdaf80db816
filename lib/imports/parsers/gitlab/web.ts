import { type Json, object, text } from '@/lib/core/json';
import type { GitlabCommon } from '@/lib/imports/parsers/gitlab/common';
import { paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { normaliseUrl } from '@/lib/imports/parsers/normalise';
import type { ParsedFinding } from '@/lib/imports/parsers/types';

/** A request that the tool sent and judged: DAST and API fuzzing. */
export function webFinding(vulnerability: Json, tool: string, common: GitlabCommon): ParsedFinding {
  const location = object(vulnerability, 'location');
  const url = joined(text(location, 'hostname'), text(location, 'path'));
  const method = text(location, 'method').toUpperCase();
  const parameter = text(location, 'param');
  return {
    ...common,
    kind: 'web',
    location: { url, method: method || undefined, parameter: parameter || undefined },
    description: paragraphs(common.description, answer(vulnerability)),
    identity: [tool, common.ruleId, method, normaliseUrl(url), parameter],
  };
}

/** `hostname` comes with its scheme, or without. */
function joined(hostname: string, path: string): string {
  const root = /^[a-z]+:\/\//i.test(hostname) || hostname === '' ? hostname : `https://${hostname}`;
  return path === '' || path.startsWith('/') || root === '' ? `${root}${path}` : `${root}/${path}`;
}

function answer(vulnerability: Json): string | undefined {
  const status = text(vulnerability, 'evidence', 'response', 'status_code');
  if (status === '') return undefined;
  return plain(`HTTP ${status} ${text(vulnerability, 'evidence', 'response', 'reason_phrase')}`);
}
