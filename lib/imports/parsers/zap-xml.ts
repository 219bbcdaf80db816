import { attribute, child, children, childText } from '@/lib/imports/parsers/read-xml';
import type { XmlElement, XmlParser } from '@/lib/imports/parsers/types';
import { readAlert, type ZapAlert, type ZapInstance, zapMoment } from '@/lib/imports/parsers/zap';

/**
 * ZAP's "Traditional XML Report", also with requests and responses (seen: 2.9 to 2.11).
 * https://www.zaproxy.org/docs/desktop/addons/report-generation/report-traditional-xml/
 */
export const zapXml: XmlParser = {
  id: 'zap-xml',
  label: 'ZAP (XML)',
  syntax: 'xml',
  records: ['OWASPZAPReport/site/alerts/alertitem'],

  recognise: (root) => (root.name === 'OWASPZAPReport' ? 1 : 0),

  open(root) {
    return {
      facts: {
        scanner: 'zap',
        // Only the first site: the others may lie beyond what is known before the records are read.
        target: attribute(child(root, 'site'), 'name'),
        scanAt: zapMoment(attribute(root, 'created'), attribute(root, 'generated')),
        toolVersion: attribute(root, 'version') || undefined,
      },
      *read({ element, ancestors }) {
        const site = ancestors.find(({ name }) => name === 'site');
        yield* readAlert(alertOf(element, attribute(site, 'name')));
      },
    };
  },
};

function alertOf(element: XmlElement, site: string): ZapAlert {
  return {
    plugin: childText(element, 'pluginid'),
    alertRef: childText(element, 'alertRef'),
    name: childText(element, 'alert') || childText(element, 'name'),
    risk: childText(element, 'riskcode'),
    riskText: childText(element, 'riskdesc'),
    confidence: childText(element, 'confidence'),
    description: childText(element, 'desc'),
    solution: childText(element, 'solution'),
    otherInfo: childText(element, 'otherinfo'),
    reference: childText(element, 'reference'),
    cwe: childText(element, 'cweid'),
    wasc: childText(element, 'wascid'),
    site,
    instances: children(child(element, 'instances'), 'instance').map(instanceOf),
  };
}

function instanceOf(element: XmlElement): ZapInstance {
  return {
    uri: childText(element, 'uri'),
    method: childText(element, 'method'),
    param: childText(element, 'param'),
    attack: childText(element, 'attack'),
    evidence: childText(element, 'evidence'),
    request: `${childText(element, 'requestheader')}\n\n${childText(element, 'requestbody')}`.trim(),
    response: `${childText(element, 'responseheader')}\n\n${childText(element, 'responsebody')}`.trim(),
  };
}
