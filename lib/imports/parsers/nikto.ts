import { publicIds } from '@/lib/imports/parsers/advisory-ids';
import { plain } from '@/lib/imports/parsers/markdown';
import { type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';
import { webFinding } from '@/lib/imports/parsers/web-finding';

/** What Nikto says of one address of a site, from JSON or XML. Texts as reported. */
export type NiktoItem = {
  readonly id: string;
  readonly osvdb: string;
  readonly method: string;
  /** "https://shop.example:8443"; the path follows. */
  readonly site: string;
  readonly path: string;
  readonly message: string;
  readonly references: string;
};

/** Nikto asks with methods of its own making too, which differ from scan to scan. */
const METHODS = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'TRACK',
  'PATCH',
  'PROPFIND',
  'DEBUG',
]);
/** Default accounts are told with their password. */
const PASSWORD = /\bPW '[^']{0,200}'/g;
/** Headers and cookies are seen at whatever address was asked first: they belong to the site. */
const SUBJECT = /\bheader '([\w-]{1,100})'|^Retrieved ([\w-]{1,100}) header|^Cookie (\S{1,200}) created/i;

/**
 * One item. Nikto rates nothing: what bears the number of a known vulnerability (OSVDB, CVE) is medium here, all else is
 * informational. https://github.com/sullo/nikto/wiki
 */
export function readNikto(item: NiktoItem): ParsedFinding {
  if (item.id === '') throw new RecordError('missing_field', { field: 'id' });
  const message = item.message.replace(PASSWORD, "PW '[redacted]'").trim();
  const subject = SUBJECT.exec(message)
    ?.slice(1)
    .find((name) => name !== undefined);
  const ids = publicIds(item.references, message);
  const known = Number(item.osvdb) > 0 || ids.some((id) => id.startsWith('CVE-'));
  const method = METHODS.has(item.method.toUpperCase()) ? item.method : '';
  return webFinding({
    tool: 'nikto',
    rule: item.id,
    title: message.replace(/^\/\S*: /, ''),
    severity: known ? 2 : 0,
    severityReported: '',
    url: `${item.site}${subject === undefined ? item.path : '/'}`,
    method: subject === undefined ? method : '',
    parameter: subject?.toLowerCase() ?? '',
    ids,
    cwe: [],
    cvss: [],
    description: [plain(message)],
    fix: '',
    references: item.references.split(/[\s,;]+/),
    tags: Number(item.osvdb) > 0 ? [`osvdb:${Number(item.osvdb)}`] : [],
    request: '',
    response: '',
    evidence: { ...item, message },
  });
}

/** The site of a host and port; the report in JSON does not say whether it is asked by TLS. */
export function siteOf(host: string, port: string): string {
  const scheme = /^(?:443|\d?\d443)$/.test(port) ? 'https' : 'http';
  return host === '' ? '' : `${scheme}://${host.toLowerCase()}${port === '' ? '' : `:${port}`}`;
}
