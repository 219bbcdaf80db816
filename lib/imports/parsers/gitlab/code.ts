import { count, type Json, object, objects, text } from '@/lib/core/json';
import type { GitlabCommon } from '@/lib/imports/parsers/gitlab/common';
import { codeBlock, paragraphs } from '@/lib/imports/parsers/markdown';
import { normalisePath, sha256 } from '@/lib/imports/parsers/normalise';
import type { Ordinals } from '@/lib/imports/parsers/ordinals';
import type { ParsedFinding } from '@/lib/imports/parsers/types';

/** Signatures of `tracking`, the most stable first; `location` is file and line and identifies nothing. */
const ALGORITHMS = ['scope_offset_compressed', 'scope_offset', 'hash'];
/** SHA-256 of nothing, which analyzers wrote where they had no code. */
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const INFRASTRUCTURE = new Set(['kics', 'checkov', 'tfsec', 'terrascan', 'kubesec']);

/** A place in source code: SAST and infrastructure as code. */
export function codeFinding(
  vulnerability: Json,
  tool: string,
  common: GitlabCommon,
  ordinals: Ordinals,
): ParsedFinding {
  const location = object(vulnerability, 'location');
  const path = text(location, 'file');
  const symbol = [text(location, 'class'), text(location, 'method')].filter(Boolean).join('.');
  const stable = [tool, common.ruleId, normalisePath(path)];
  const signature = signatureOf(vulnerability);
  const loose = [...stable, comparisonHash(vulnerability) ?? '', symbol];
  return {
    ...common,
    kind: INFRASTRUCTURE.has(tool) ? 'configuration' : 'code',
    location: {
      path,
      line: count(location, 'start_line'),
      endLine: count(location, 'end_line'),
      symbol: symbol || undefined,
    },
    identity:
      signature === undefined ? [...loose, ordinals.of(loose, count(location, 'start_line'))] : [...stable, signature],
  };
}

/** A secret in a file: by the SHA-256 of the secret, which the record holds in the clear. */
export function secretFinding(vulnerability: Json, common: GitlabCommon, ordinals: Ordinals): ParsedFinding {
  const location = object(vulnerability, 'location');
  const path = text(location, 'file');
  const secret = text(vulnerability, 'raw_source_code_extract');
  const stable = [common.ruleId, normalisePath(path)];
  const hash = secret === '' ? comparisonHash(vulnerability) : sha256(secret);
  const commit = text(location, 'commit', 'sha');
  return {
    ...common,
    kind: 'secret',
    location: { path, line: count(location, 'start_line'), endLine: count(location, 'end_line') },
    tags: /^0*$/.test(commit) ? common.tags : [...common.tags, `commit:${commit.slice(0, 12)}`],
    identity: [...stable, hash ?? ordinals.of(stable, count(location, 'start_line'))],
    raw: JSON.stringify({ ...object(vulnerability), raw_source_code_extract: undefined }),
  };
}

/** A crash that a fuzzer found: by its type and the frames that led to it. */
export function crashFinding(vulnerability: Json, tool: string, common: GitlabCommon): ParsedFinding {
  const location = object(vulnerability, 'location');
  const type = text(location, 'crash_type');
  const state = text(location, 'crash_state').trim();
  const trace = text(location, 'stacktrace_snippet');
  return {
    ...common,
    kind: 'code',
    location: { symbol: state.split('\n', 1)[0] || undefined },
    description: paragraphs(common.description, trace === '' ? undefined : codeBlock(trace)),
    identity: [tool, common.ruleId, type, state],
  };
}

function signatureOf(vulnerability: Json): string | undefined {
  const [item] = objects(vulnerability, 'tracking', 'items');
  const signatures = objects(item, 'signatures');
  for (const algorithm of ALGORITHMS) {
    const value = text(
      signatures.find((signature) => text(signature, 'algorithm') === algorithm),
      'value',
    );
    if (value !== '') return `${algorithm}:${value}`;
  }
  return undefined;
}

/** The hash of the code in the deprecated `cve`: "path:<64 hex digits>:rule". */
function comparisonHash(vulnerability: Json): string | undefined {
  const hash = /(?:^|:)([0-9a-f]{64})(?::|$)/.exec(text(vulnerability, 'cve'))?.[1];
  return hash === EMPTY ? undefined : hash;
}
