import { moment } from '@/lib/core/json';
import { attribute, child, children, childText } from '@/lib/imports/parsers/read-xml';
import { sslscanXml } from '@/lib/imports/parsers/sslscan';
import type { XmlElement, XmlRecord } from '@/lib/imports/parsers/types';
import { portOf, short, shortOrNull, versionsNamed, weaknessesIn } from '@/lib/tls/opinions/parts';
import type { Opinion, OpinionCertificate } from '@/lib/tls/opinions/types';

/** sslscan, `--xml`, versions 1.11 and 2.0: an opinion for each target; it gives no grade and no time. */
export function sslscanOpinion(root: XmlElement, record: XmlRecord): Opinion {
  const test = record.element;
  const said = weaknessesIn(sslscanXml.open(root, []), [record]);
  return {
    tool: 'sslscan',
    version: shortOrNull(attribute(root, 'version')),
    criteria: null,
    host: short(attribute(test, 'sniname') || attribute(test, 'host')),
    port: portOf(attribute(test, 'port')),
    address: short(attribute(test, 'host')),
    at: null,
    grade: null,
    gradeTrustIgnored: null,
    protocols: versionsNamed([
      ...enabled(test),
      ...children(test, 'cipher').map((one) => attribute(one, 'sslversion')),
    ]),
    ...said,
    certificate: certificateOf(test),
  };
}

/** Suites of SSL 3 may be missing though it is enabled; version 1 lists suites alone. */
function enabled(test: XmlElement): string[] {
  return children(test, 'protocol')
    .filter((protocol) => attribute(protocol, 'enabled') === '1')
    .map((protocol) => `${attribute(protocol, 'type')} ${attribute(protocol, 'version')}`);
}

function certificateOf(test: XmlElement): OpinionCertificate | null {
  const certificate = child(child(test, 'certificates'), 'certificate') ?? child(test, 'certificate');
  if (!certificate) return null;
  const key = child(certificate, 'pk');
  return {
    subject: short(childText(certificate, 'subject')),
    notAfter: moment({ at: childText(certificate, 'not-valid-after') }, 'at')?.toISOString() ?? null,
    key: short(`${attribute(key, 'type')} ${attribute(key, 'bits')}`),
    signature: short(childText(certificate, 'signature-algorithm')),
    trusted: null,
  };
}
