/** Where a public id is described; null where no register is known for it. Plain links: nothing is fetched. */
export function advisoryLink(id: string): string | null {
  if (/^CVE-\d{4}-\d{4,}$/.test(id)) return `https://nvd.nist.gov/vuln/detail/${id}`;
  if (/^GHSA(-[0-9A-Za-z]{4}){3}$/.test(id)) return `https://github.com/advisories/${id}`;
  return /^(OSV|GO|RUSTSEC|PYSEC|MAL|DSA|DLA|USN|RHSA|ALAS|ELSA|GSD)-[\w:.-]+$/.test(id)
    ? `https://osv.dev/vulnerability/${encodeURIComponent(id)}`
    : null;
}

export function cweLink(cwe: number): string {
  return `https://cwe.mitre.org/data/definitions/${cwe}.html`;
}

/** A scanner's reference as a link, where it is http or https; everything else stays text. */
export function webLink(reference: string): string | null {
  const url = URL.parse(reference.trim());
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}
