import { flag, type Json, type JsonObject, moment, number, object, objects, text } from '@/lib/core/json';
import { sslyzeJson } from '@/lib/imports/parsers/sslyze';
import type { JsonRecord } from '@/lib/imports/parsers/types';
import type { TlsVersion } from '@/lib/tls/facts';
import { portOf, short, shortOrNull, weaknessesIn } from '@/lib/tls/opinions/parts';
import type { Opinion, OpinionCertificate } from '@/lib/tls/opinions/types';

/**
 * sslyze, `--json_out`, versions 3 and 5, whose keys differ. An opinion for each server; it gives no grade. A command that
 * failed is "not checked". https://nabla-c0d3.github.io/sslyze/documentation/json-output.html
 */
export function sslyzeOpinions(report: Json): Opinion[] {
  const reader = sslyzeJson.open(report);
  const of = (key: string) =>
    objects(report, key).map((value, index) => ({ pattern: `${key}.*`, keys: [key, index], value }));
  const servers = [...of('server_scan_results'), ...of('server_connectivity_errors')];
  return servers.map((record) => ofServer(report, record, weaknessesIn(reader, [record])));
}

export function isSslyze(outline: Json): boolean {
  return sslyzeJson.recognise(outline) > 0;
}

function ofServer(report: Json, { value }: JsonRecord, said: Pick<Opinion, 'weaknesses' | 'notes'>): Opinion {
  const location = object(value, 'server_location') ?? object(value, 'server_info', 'server_location');
  const command = (name: string) =>
    object(value, 'scan_result', name, 'result') ?? object(value, 'scan_commands_results', name);
  return {
    tool: 'sslyze',
    version: shortOrNull(text(report, 'sslyze_version')),
    criteria: null,
    host: short(text(location, 'hostname')),
    port: portOf(text(location, 'port')),
    address: short(text(location, 'ip_address')),
    at: moment(report, 'date_scans_started')?.toISOString() ?? null,
    grade: null,
    gradeTrustIgnored: null,
    protocols: PROTOCOLS.filter(([name]) => speaks(command(`${name}_cipher_suites`))).map(([, version]) => version),
    ...said,
    certificate: certificateOf(command('certificate_info')),
  };
}

const PROTOCOLS: readonly (readonly [string, TlsVersion])[] = [
  ['ssl_2_0', 'ssl2'],
  ['ssl_3_0', 'ssl3'],
  ['tls_1_0', 'tls10'],
  ['tls_1_1', 'tls11'],
  ['tls_1_2', 'tls12'],
  ['tls_1_3', 'tls13'],
];

function speaks(result: JsonObject | undefined): boolean {
  return flag(result, 'is_tls_version_supported') ?? objects(result, 'accepted_cipher_suites').length > 0;
}

function certificateOf(info: JsonObject | undefined): OpinionCertificate | null {
  const [deployment] = objects(info, 'certificate_deployments');
  const [leaf] = objects(deployment, 'received_certificate_chain');
  if (!leaf) return null;
  const key = object(leaf, 'public_key') ?? object(leaf, 'publicKey');
  const kind = text(key, 'algorithm').replace(/^_|PublicKey$/g, '');
  const mozilla = objects(deployment, 'path_validation_results').find(
    (result) => text(result, 'trust_store', 'name') === 'Mozilla',
  );
  return {
    subject: short(text(leaf, 'subject', 'rfc4514_string')),
    notAfter: (moment(leaf, 'not_valid_after') ?? moment(leaf, 'notAfter'))?.toISOString() ?? null,
    key: short(`${kind} ${number(key, 'key_size') ?? number(key, 'size') ?? ''}`),
    signature: short(text(leaf, 'signature_hash_algorithm', 'name')),
    trusted: mozilla ? isValid(mozilla) : null,
  };
}

/** Newer reports give the chain that was found, older ones say whether it was. */
function isValid(result: JsonObject): boolean {
  return flag(result, 'was_validation_successful') ?? objects(result, 'verified_certificate_chain').length > 0;
}
