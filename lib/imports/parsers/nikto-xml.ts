import { moment } from '@/lib/core/json';
import { readNikto, siteOf } from '@/lib/imports/parsers/nikto';
import { attribute, child, childText } from '@/lib/imports/parsers/read-xml';
import type { XmlElement, XmlParser } from '@/lib/imports/parsers/types';

/** Nikto, `-Format xml` (seen: 2.1.6 and before, whose root stands twice). Times are those of the scanner's clock. */
export const niktoXml: XmlParser = {
  id: 'nikto-xml',
  label: 'Nikto (XML)',
  syntax: 'xml',
  records: [
    'niktoscan/niktoscan/scandetails/item',
    'niktoscan/scandetails/item',
    'niktoscans/niktoscan/scandetails/item',
  ],

  recognise: (root) => (root.name === 'niktoscan' || root.name === 'niktoscans' ? 1 : 0),

  open(root) {
    const scan = child(root, 'niktoscan') ?? root;
    const details = child(scan, 'scandetails');
    return {
      facts: {
        scanner: 'nikto',
        target: siteIn(details),
        scanAt: moment(attribute(details, 'starttime')),
        toolVersion: attribute(scan, 'version') || undefined,
      },
      *read({ element, ancestors }) {
        yield readNikto({
          id: attribute(element, 'id').trim(),
          osvdb: attribute(element, 'osvdbid'),
          method: attribute(element, 'method'),
          site: siteIn(ancestors.at(-1)),
          path: childText(element, 'uri') || '/',
          message: childText(element, 'description'),
          references: `${childText(element, 'references')} ${attribute(element, 'osvdblink')}`,
        });
      },
    };
  },
};

function siteIn(details: XmlElement | undefined): string {
  const named = URL.parse(attribute(details, 'sitename'))?.origin;
  const host = attribute(details, 'targethostname') || attribute(details, 'targetip');
  return named !== undefined && named !== 'null' ? named : siteOf(host, attribute(details, 'targetport'));
}
