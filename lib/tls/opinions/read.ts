import type { Json } from '@/lib/core/json';
import { sslscanXml } from '@/lib/imports/parsers/sslscan';
import type { JsonParser } from '@/lib/imports/parsers/types';
import { textSyntax } from '@/lib/imports/reading/detect';
import { ReportError } from '@/lib/imports/reading/errors';
import { jsonSkeleton } from '@/lib/imports/reading/json';
import { READ_LIMITS, type ReadLimits } from '@/lib/imports/reading/limits';
import { withPlace } from '@/lib/imports/reading/locate';
import type { ByteSource } from '@/lib/imports/reading/source';
import { xmlOutline, xmlRecords } from '@/lib/imports/reading/xml';
import { isSslLabs, sslLabsOpinions } from '@/lib/tls/opinions/ssl-labs';
import { sslscanOpinion } from '@/lib/tls/opinions/sslscan';
import { isSslyze, sslyzeOpinions } from '@/lib/tls/opinions/sslyze';
import { isTestssl, testsslOpinions } from '@/lib/tls/opinions/testssl';
import type { Opinion } from '@/lib/tls/opinions/types';

const MB = 1024 * 1024;
/** Reports of a few hosts: what is longer belongs to the import of findings. */
const LIMITS: ReadLimits = { ...READ_LIMITS, report: 20 * MB, skeleton: 20 * MB, depth: 64 };
/** Of one endpoint: a report of it has a handful. */
const MOST = 50;

/** Reads the document whole: it has no records of its own. */
const WHOLE: Pick<JsonParser, 'id' | 'label' | 'syntax' | 'records'> = {
  id: 'opinion',
  label: '',
  syntax: 'json',
  records: [],
};
const whole: JsonParser = {
  ...WHOLE,
  recognise: () => 0,
  open: () => ({ facts: { scanner: '', target: '' }, read: () => [] }),
};

const JSON_TOOLS: readonly (readonly [(report: Json) => boolean, (report: Json) => Opinion[]])[] = [
  [isTestssl, testsslOpinions],
  [isSslyze, sslyzeOpinions],
  [isSslLabs, sslLabsOpinions],
];

type Wanted = (opinion: Opinion) => boolean;

/**
 * What SSL Labs (API v3, v4), testssl.sh (JSON, flat or pretty), sslyze (JSON) or sslscan (XML) says of the endpoints that
 * are wanted, one opinion for each host, port and address, recognised by content.
 * @throws ReportError as imports do: too long, malformed, `unknown_format`, `no_records`
 */
export async function readOpinions(source: ByteSource, wanted: Wanted = () => true): Promise<Opinion[]> {
  const opinions = await withPlace(source, LIMITS, async () => {
    const syntax = await textSyntax(source, LIMITS);
    if (syntax === 'json') return (await fromJson(source)).filter(wanted);
    if (syntax === 'xml') return fromXml(source, wanted);
    throw new ReportError('unknown_format', {}, { seen: syntax });
  });
  return opinions.slice(0, MOST);
}

async function fromJson(source: ByteSource): Promise<Opinion[]> {
  const { skeleton } = await jsonSkeleton(source, whole, LIMITS);
  const found = JSON_TOOLS.find(([recognises]) => recognises(skeleton));
  if (!found) throw new ReportError('unknown_format', {}, { seen: 'json' });
  return found[1](skeleton);
}

async function fromXml(source: ByteSource, wanted: Wanted): Promise<Opinion[]> {
  const root = await xmlOutline(source, LIMITS, sslscanXml);
  if (sslscanXml.recognise(root) === 0) throw new ReportError('unknown_format', {}, { seen: root.name.slice(0, 100) });
  const opinions: Opinion[] = [];
  for await (const { records } of xmlRecords(source, sslscanXml, LIMITS)) {
    opinions.push(...records.map(({ record }) => sslscanOpinion(root, record)).filter(wanted));
  }
  return opinions;
}
