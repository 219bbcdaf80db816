import { count, type Json, objects, text } from '@/lib/core/json';
import { code, codeBlock, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { normalisePath, sha256 } from '@/lib/imports/parsers/normalise';
import type { TrivyPlace } from '@/lib/imports/parsers/trivy/place';
import { rated } from '@/lib/imports/parsers/trivy/rating';
import type { ReadResult } from '@/lib/imports/parsers/types';

/** `Secrets[]`: Trivy masks what it found, so the line around it stands for the secret. */
export function readSecret(value: Json, place: TrivyPlace): ReadResult {
  const rule = text(value, 'RuleID');
  const match = text(value, 'Match');
  const lines = objects(value, 'Code', 'Lines').map((line) => text(line, 'Content'));
  const path = place.path || place.target;
  return {
    kind: 'secret',
    title: text(value, 'Title') || rule,
    ...rated(text(value, 'Severity')),
    ruleId: rule,
    ids: [],
    cwe: [798],
    cvss: [],
    location: {
      path,
      line: count(value, 'StartLine'),
      endLine: count(value, 'EndLine'),
      image: place.image || undefined,
      layer: text(value, 'Layer', 'Digest') || text(value, 'Layer', 'DiffID') || undefined,
      resource: place.workload || undefined,
      namespace: place.namespace || undefined,
    },
    description: paragraphs(
      plain(text(value, 'Category')),
      lines.length > 0 ? codeBlock(lines.join('\n')) : code(match),
    ),
    fix: '',
    references: [],
    tags: [],
    identity: [rule, normalisePath(path), sha256(match.trim()), ...(place.workload === '' ? [] : [place.workload])],
  };
}
