import { at, flag, type Json, type JsonObject, moment, number, object, objects, text } from '@/lib/core/json';
import { placeName } from '@/lib/imports/parsers/host-finding';
import { sslyzeCertificate } from '@/lib/imports/parsers/sslyze-certificate';
import { type TlsProtocol, type TlsSuite, tlsProtocol, tlsWeaknesses } from '@/lib/imports/parsers/tls-weakness';
import type { TlsWeaknessId } from '@/lib/imports/parsers/tls-weakness-list';
import { type JsonParser, type JsonRecord, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/** The result of a scan command by its name; absent where it was not run or failed. */
type SslyzeCommand = (name: string) => JsonObject | undefined;

const SUITES = ['ssl_2_0', 'ssl_3_0', 'tls_1_0', 'tls_1_1', 'tls_1_2', 'tls_1_3'] as const;

/**
 * sslyze, `--json_out` (seen: 3 and 5, whose keys differ). Each weakness that its facts show is a finding of a port; a command
 * that failed says neither good nor bad. https://nabla-c0d3.github.io/sslyze/documentation/json-output.html
 */
export const sslyzeJson: JsonParser = {
  id: 'sslyze',
  label: 'sslyze (JSON)',
  syntax: 'json',
  records: ['server_scan_results.*', 'server_connectivity_errors.*'],

  recognise(outline) {
    if (at(outline, 'server_scan_results') === undefined) return 0;
    return at(outline, 'sslyze_version') !== undefined ? 1 : 0.8;
  },

  open(skeleton) {
    const scanAt = moment(skeleton, 'date_scans_started');
    const unseen = new Set<string>();
    return {
      facts: { scanner: 'sslyze', target: '', scanAt, toolVersion: text(skeleton, 'sslyze_version') || undefined },
      *read(record) {
        yield* readServer(record, scanAt, (place) => unseen.add(place));
      },
      reach: () => ({ except: unseen }),
    };
  },
};

/** @param unseen told of each place at which something could not be looked at */
function* readServer(
  { pattern, value }: JsonRecord,
  scanAt: Date | undefined,
  unseen: (place: string) => void,
): Generator<ReadResult> {
  const location = object(value, 'server_location') ?? object(value, 'server_info', 'server_location');
  const host = text(location, 'hostname') || text(location, 'ip_address');
  if (host === '') throw new RecordError('missing_field', { field: 'server_location.hostname' });
  const connected = text(value, 'connectivity_status') || 'COMPLETED';
  if (pattern === 'server_connectivity_errors.*' || connected !== 'COMPLETED') {
    unseen(placeName(host, text(location, 'port')));
    yield { skipped: 'unreachable', example: host.slice(0, 200) };
    return;
  }
  const failed = failedCommands(value);
  if (failed.length > 0) unseen(placeName(host, text(location, 'port')));
  if (failed.length > 0) yield { skipped: 'scanner_error', example: `${host}: ${failed.join(', ')}`.slice(0, 200) };
  const command = commandsOf(value);
  const results = SUITES.map((name) => command(`${name}_cipher_suites`));
  const suites = SUITES.flatMap((name, index) => suitesOf(tlsProtocol(name), results[index]));
  yield* tlsWeaknesses({
    tool: 'sslyze',
    host,
    others: [text(location, 'ip_address')],
    port: text(location, 'port'),
    protocols: protocolsOf(results, suites),
    suites,
    complete: results.every((result) => result !== undefined),
    found: new Map([...probesOf(command), ...sslyzeCertificate(command('certificate_info'), scanAt)]),
  });
}

function commandsOf(value: Json): SslyzeCommand {
  return (name) => object(value, 'scan_result', name, 'result') ?? object(value, 'scan_commands_results', name);
}

function failedCommands(value: Json): string[] {
  const commands = Object.entries(object(value, 'scan_result') ?? {});
  const failed = commands.filter(([, command]) => text(command, 'status') === 'ERROR').map(([name]) => name);
  return [...failed, ...Object.keys(object(value, 'scan_commands_errors') ?? {})];
}

function suitesOf(protocol: TlsProtocol | undefined, result: JsonObject | undefined): TlsSuite[] {
  if (protocol === undefined) return [];
  return objects(result, 'accepted_cipher_suites').map((accepted) => {
    const key = object(accepted, 'ephemeral_key');
    const finite = /^DHE?$/.test(text(key, 'type_name') || text(key, 'type'));
    return {
      protocol,
      name: text(accepted, 'cipher_suite', 'name').slice(0, 200),
      bits: number(accepted, 'cipher_suite', 'key_size'),
      dhBits: finite ? number(key, 'size') : undefined,
    };
  });
}

function protocolsOf(results: readonly (JsonObject | undefined)[], suites: readonly TlsSuite[]): Set<TlsProtocol> {
  const supported = SUITES.filter((_, index) => flag(results[index], 'is_tls_version_supported') === true);
  const named = supported.map((name) => tlsProtocol(name));
  return new Set([...named, ...suites.map(({ protocol }) => protocol)].filter((protocol) => protocol !== undefined));
}

function probesOf(command: SslyzeCommand): [TlsWeaknessId, string][] {
  const renegotiation = command('session_renegotiation');
  const robot = text(command('robot'), 'robot_result');
  const found: [TlsWeaknessId, boolean, string][] = [
    ['heartbleed', flag(command('heartbleed'), 'is_vulnerable_to_heartbleed') === true, ''],
    ['ccs-injection', flag(command('openssl_ccs_injection'), 'is_vulnerable_to_ccs_injection') === true, ''],
    ['robot', /^VULNERABLE/.test(robot), robot.slice(0, 100)],
    ['compression', flag(command('tls_compression'), 'supports_compression') === true, ''],
    ['insecure-renegotiation', flag(renegotiation, 'supports_secure_renegotiation') === false, ''],
    ['client-renegotiation', mayRenegotiate(renegotiation), ''],
  ];
  return found.filter(([, present]) => present).map(([id, , said]) => [id, said]);
}

function mayRenegotiate(result: JsonObject | undefined): boolean {
  const told =
    flag(result, 'is_vulnerable_to_client_renegotiation_dos') ?? flag(result, 'accepts_client_renegotiation');
  return told === true;
}
