import { WireError } from '@/lib/tls/wire/bytes';

export type Alert = { readonly fatal: boolean; readonly code: number; readonly name: string };

/** IANA's registry of TLS alerts. */
const NAMES: Readonly<Record<number, string>> = {
  0: 'close_notify',
  10: 'unexpected_message',
  20: 'bad_record_mac',
  21: 'decryption_failed',
  22: 'record_overflow',
  30: 'decompression_failure',
  40: 'handshake_failure',
  41: 'no_certificate',
  42: 'bad_certificate',
  43: 'unsupported_certificate',
  44: 'certificate_revoked',
  45: 'certificate_expired',
  46: 'certificate_unknown',
  47: 'illegal_parameter',
  48: 'unknown_ca',
  49: 'access_denied',
  50: 'decode_error',
  51: 'decrypt_error',
  60: 'export_restriction',
  70: 'protocol_version',
  71: 'insufficient_security',
  80: 'internal_error',
  86: 'inappropriate_fallback',
  90: 'user_canceled',
  100: 'no_renegotiation',
  109: 'missing_extension',
  110: 'unsupported_extension',
  112: 'unrecognized_name',
  113: 'bad_certificate_status_response',
  115: 'unknown_psk_identity',
  116: 'certificate_required',
  120: 'no_application_protocol',
};

export const ALERT = {
  unexpectedMessage: 10,
  badRecordMac: 20,
  decryptionFailed: 21,
  recordOverflow: 22,
  protocolVersion: 70,
  inappropriateFallback: 86,
  noRenegotiation: 100,
  unrecognizedName: 112,
} as const;

/** Reads the two bytes of an alert; an encrypted one is longer and throws. */
export function parseAlert(body: Buffer): Alert {
  if (body.length !== 2) throw new WireError('alert_length');
  const code = body.readUInt8(1);
  return { fatal: body.readUInt8(0) !== 1, code, name: NAMES[code] ?? `alert_${code}` };
}
