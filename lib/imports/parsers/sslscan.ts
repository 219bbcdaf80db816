import { number } from '@/lib/core/json';
import { attribute, child, children, childText } from '@/lib/imports/parsers/read-xml';
import {
  ofCertificate,
  type TlsProtocol,
  type TlsSuite,
  tlsProtocol,
  tlsWeaknesses,
} from '@/lib/imports/parsers/tls-weakness';
import type { TlsWeaknessId } from '@/lib/imports/parsers/tls-weakness-list';
import type { XmlElement, XmlParser } from '@/lib/imports/parsers/types';

/**
 * sslscan, `--xml` (seen: 1.11 and 2.0). It rates suites alone; each weakness that its facts show is a finding of a port.
 * https://github.com/rbsec/sslscan
 */
export const sslscanXml: XmlParser = {
  id: 'sslscan',
  label: 'sslscan (XML)',
  syntax: 'xml',
  records: ['document/ssltest'],

  recognise: (root) => (root.name === 'document' && /^SSLScan/i.test(attribute(root, 'title')) ? 1 : 0),

  open(root) {
    const test = child(root, 'ssltest');
    const port = attribute(test, 'port');
    return {
      facts: {
        scanner: 'sslscan',
        target: test ? `${hostIn(test)}${port === '' ? '' : `:${port}`}` : '',
        toolVersion: attribute(root, 'version') || undefined,
      },
      *read({ element }) {
        const suites = children(element, 'cipher').flatMap(suiteOf);
        yield* tlsWeaknesses({
          tool: 'sslscan',
          host: hostIn(element),
          others: [attribute(element, 'host')],
          port: attribute(element, 'port'),
          protocols: protocolsOf(element, suites),
          suites,
          // Version 1 knows no TLS 1.3.
          complete: children(element, 'protocol').length >= 6,
          found: new Map([...flagsOf(element), ...certificatesOf(element)]),
        });
      },
    };
  },
};

/** The name that was asked for; sslscan may have been given an address beside it. */
function hostIn(test: XmlElement): string {
  return attribute(test, 'sniname') || attribute(test, 'host');
}

function suiteOf(cipher: XmlElement): TlsSuite[] {
  const protocol = tlsProtocol(attribute(cipher, 'sslversion'));
  if (protocol === undefined || !/^(?:preferred|accepted)$/.test(attribute(cipher, 'status'))) return [];
  return [
    {
      protocol,
      name: attribute(cipher, 'cipher').slice(0, 200),
      bits: number(attribute(cipher, 'bits')),
      dhBits: number(attribute(cipher, 'dhebits')),
    },
  ];
}

function protocolsOf(test: XmlElement, suites: readonly TlsSuite[]): Set<TlsProtocol> {
  const enabled = children(test, 'protocol')
    .filter((protocol) => attribute(protocol, 'enabled') === '1')
    .map((protocol) => tlsProtocol(`${attribute(protocol, 'type')} ${attribute(protocol, 'version')}`));
  return new Set([...enabled, ...suites.map(({ protocol }) => protocol)].filter((protocol) => protocol !== undefined));
}

function flagsOf(test: XmlElement): [TlsWeaknessId, string][] {
  const found: [TlsWeaknessId, string][] = [];
  const bleeding = children(test, 'heartbleed').filter((probe) => attribute(probe, 'vulnerable') === '1');
  if (bleeding.length > 0)
    found.push(['heartbleed', bleeding.map((probe) => attribute(probe, 'sslversion')).join(', ')]);
  if (attribute(child(test, 'compression'), 'supported') === '1') found.push(['compression', '']);
  const renegotiation = child(test, 'renegotiation');
  if (attribute(renegotiation, 'supported') === '1' && attribute(renegotiation, 'secure') === '0') {
    found.push(['insecure-renegotiation', '']);
  }
  return found;
}

function certificatesOf(test: XmlElement): [TlsWeaknessId, string][] {
  const certificates = [...children(test, 'certificate'), ...children(child(test, 'certificates'), 'certificate')];
  return certificates.flatMap((certificate): [TlsWeaknessId, string][] => {
    const key = child(certificate, 'pk');
    const subject = childText(certificate, 'subject').slice(0, 200);
    const signature = childText(certificate, 'signature-algorithm').slice(0, 100);
    return [
      ...(childText(certificate, 'expired') === 'true'
        ? ([['cert-expired', childText(certificate, 'not-valid-after')]] as const)
        : []),
      ...(childText(certificate, 'self-signed') === 'true' ? ([['cert-self-signed', subject]] as const) : []),
      ...ofCertificate(signature, attribute(key, 'type').slice(0, 50), number(attribute(key, 'bits'))),
    ].map(([id, said]) => [id, said]);
  });
}
