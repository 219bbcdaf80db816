import type { Severity } from '@/lib/findings/severity';

type Weakness = {
  readonly title: string;
  readonly severity: Severity;
  readonly ids: readonly string[];
  readonly cwe: readonly number[];
  readonly fix: string;
};

/**
 * Weaknesses of a TLS service that tools report as facts, without rating them. Rated by SSL Labs' guide (2009r): what makes
 * an F or no trust is high, a cap at B or C medium, a warning low; Heartbleed gives secrets away and is critical.
 */
export const TLS_WEAKNESSES = {
  heartbleed: weakness(
    'Heartbleed: memory can be read',
    4,
    ['CVE-2014-0160'],
    [125],
    'Update OpenSSL, then replace keys and certificates.',
  ),
  'ccs-injection': weakness('CCS injection', 3, ['CVE-2014-0224'], [326], 'Update OpenSSL.'),
  robot: weakness(
    'ROBOT: RSA padding oracle',
    3,
    ['CVE-2017-13099'],
    [203],
    'Switch RSA key exchange off, or update the TLS library.',
  ),
  ticketbleed: weakness(
    'Ticketbleed',
    3,
    ['CVE-2016-9244'],
    [200],
    'Update the appliance, or switch session tickets off.',
  ),
  'poodle-tls': weakness('POODLE against TLS', 3, ['CVE-2014-8730'], [310], 'Update the TLS library or appliance.'),
  'padding-oracle': weakness('OpenSSL padding oracle', 3, ['CVE-2016-2107'], [310], 'Update OpenSSL.'),
  'cbc-oracle': weakness(
    'CBC padding oracle (Zombie POODLE, GOLDENDOODLE and kin)',
    3,
    [],
    [203],
    'Update the TLS library or appliance.',
  ),
  drown: weakness(
    'DROWN: SSL 2 opens newer sessions',
    3,
    ['CVE-2016-0800'],
    [310],
    'Switch SSL 2 off on each host that uses this key.',
  ),
  freak: weakness('FREAK: export keys are accepted', 3, ['CVE-2015-0204'], [327], 'Switch export suites off.'),
  logjam: weakness(
    'Logjam: export Diffie-Hellman is accepted',
    3,
    ['CVE-2015-4000'],
    [327],
    'Switch export suites off.',
  ),
  'insecure-renegotiation': weakness(
    'Insecure renegotiation',
    3,
    ['CVE-2009-3555'],
    [310],
    'Update the server, or switch renegotiation off.',
  ),
  'client-renegotiation': weakness(
    'Clients may renegotiate again and again',
    1,
    ['CVE-2011-1473'],
    [400],
    'Switch renegotiation by clients off.',
  ),
  compression: weakness('TLS compression offered (CRIME)', 2, ['CVE-2012-4929'], [310], 'Switch TLS compression off.'),
  'ssl-2': weakness('SSL 2 offered', 3, [], [327], 'Switch SSL 2 off.'),
  'ssl-3': weakness('SSL 3 offered', 2, ['CVE-2014-3566'], [327], 'Switch SSL 3 off.'),
  'tls-1.0': weakness('TLS 1.0 offered', 2, [], [327], 'Switch TLS 1.0 off.'),
  'tls-1.1': weakness('TLS 1.1 offered', 2, [], [327], 'Switch TLS 1.1 off.'),
  'no-tls-1.2': weakness('Neither TLS 1.2 nor TLS 1.3 offered', 2, [], [327], 'Switch TLS 1.2 and TLS 1.3 on.'),
  'suites-null': weakness('Suites without encryption offered', 3, [], [319], 'Switch NULL suites off.'),
  'suites-anonymous': weakness('Suites without authentication offered', 3, [], [306], 'Switch anonymous suites off.'),
  'suites-export': weakness('Export suites offered', 3, [], [327], 'Switch export suites off.'),
  'suites-weak': weakness(
    'Suites under 112 bits offered',
    3,
    [],
    [326],
    'Switch suites with DES, RC2 and short keys off.',
  ),
  'suites-rc4': weakness('RC4 suites offered', 2, ['CVE-2013-2566', 'CVE-2015-2808'], [327], 'Switch RC4 off.'),
  'suites-64-bit': weakness(
    'Suites with 64-bit blocks offered (SWEET32)',
    2,
    ['CVE-2016-2183'],
    [327],
    'Switch 3DES and IDEA off.',
  ),
  'no-forward-secrecy': weakness('No forward secrecy', 2, [], [327], 'Switch ECDHE suites on.'),
  'no-aead': weakness('No authenticated encryption (AEAD)', 2, [], [327], 'Switch GCM or ChaCha20 suites on.'),
  'dh-below-1024': weakness(
    'Diffie-Hellman group under 1024 bits',
    3,
    ['CVE-2015-4000'],
    [326],
    'Use ECDHE, or a group of 2048 bits.',
  ),
  'dh-below-2048': weakness(
    'Diffie-Hellman group under 2048 bits',
    2,
    [],
    [326],
    'Use ECDHE, or a group of 2048 bits.',
  ),
  'cert-expired': weakness('Certificate expired', 3, [], [298], 'Renew the certificate.'),
  'cert-not-yet-valid': weakness('Certificate not valid yet', 3, [], [298], 'Use a certificate that is valid.'),
  'cert-name': weakness('Certificate for another name', 3, [], [297], 'Use a certificate for this name.'),
  'cert-revoked': weakness('Certificate revoked', 3, [], [299], 'Replace the certificate.'),
  'cert-self-signed': weakness(
    'Certificate signed by itself',
    3,
    [],
    [295],
    'Use a certificate of an authority that clients trust.',
  ),
  'cert-untrusted': weakness(
    'Certificate not trusted',
    3,
    [],
    [295],
    'Use a certificate of an authority that clients trust.',
  ),
  'cert-signature-broken': weakness('Certificate signed with MD5 or MD2', 3, [], [328], 'Replace the certificate.'),
  'cert-signature-sha1': weakness('Certificate signed with SHA-1', 2, [], [328], 'Replace the certificate.'),
  'cert-key-below-1024': weakness(
    'Key of the certificate under 1024 bits',
    3,
    [],
    [326],
    'Replace key and certificate.',
  ),
  'cert-key-below-2048': weakness(
    'Key of the certificate under 2048 bits',
    2,
    [],
    [326],
    'Replace key and certificate.',
  ),
  'chain-incomplete': weakness('Chain of certificates incomplete', 2, [], [295], 'Send the intermediate certificates.'),
  'hsts-broken': weakness(
    'HSTS disabled or invalid',
    1,
    [],
    [319],
    'Send Strict-Transport-Security with a long max-age.',
  ),
} as const satisfies Readonly<Record<string, Weakness>>;

export type TlsWeaknessId = keyof typeof TLS_WEAKNESSES;

function weakness(
  title: string,
  severity: Severity,
  ids: readonly string[],
  cwe: readonly number[],
  fix: string,
): Weakness {
  return { title, severity, ids, cwe, fix };
}
