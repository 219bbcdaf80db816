/** A Bandit report on a file: each `except:` of its lines is a finding, shown with the lines around it. */
export function bandit(files: Readonly<Record<string, string>>) {
  const results = Object.entries(files).flatMap(([filename, source]) => {
    const lines = source.split('\n');
    return lines.flatMap((line, index) => {
      if (line.trim() !== 'except:') return [];
      const around = lines.map((text, n) => `${n + 1} ${text}`).slice(Math.max(0, index - 1), index + 2);
      return [
        {
          test_id: 'B110',
          filename,
          line_number: index + 1,
          line_range: [index + 1, index + 2],
          code: `${around.join('\n')}\n`,
          issue_severity: 'LOW',
          issue_confidence: 'HIGH',
          issue_text: 'Try, Except, Pass detected.',
        },
      ];
    });
  });
  return { errors: [], generated_at: 'today', metrics: {}, results };
}

/** A Python file with one finding. */
export const SOURCE = 'try:\n  pay()\nexcept:\n  pass\n';

type Vulnerability = { readonly Title?: string; readonly Description?: string; readonly Severity?: string };

/** A Trivy report of one vulnerability of one package. */
export function trivy(vulnerability: Vulnerability, more: object = {}) {
  const own = { VulnerabilityID: 'CVE-2030-0001', PkgName: 'openssl', InstalledVersion: '3.0.1', Severity: 'HIGH' };
  const PkgIdentifier = { PURL: 'pkg:deb/debian/openssl@3.0.1?arch=amd64' };
  const Vulnerabilities = [{ ...own, PkgIdentifier, ...vulnerability, ...more }];
  const Results = [{ Target: 'shop (debian 12)', Class: 'os-pkgs', Type: 'debian', Vulnerabilities }];
  return { SchemaVersion: 2, ArtifactName: 'shop', ArtifactType: 'container_image', Results };
}

type Match = { readonly severity?: string; readonly epss?: number; readonly fix?: string; readonly id?: string };

/** The same by Grype. */
export function grype({ severity = 'High', epss = 0.1, fix, id = 'CVE-2030-0001' }: Match) {
  const vulnerability = {
    id,
    severity,
    epss: [{ cve: 'CVE-2030-0001', epss }],
    cvss: [{ version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', metrics: { baseScore: 9.8 } }],
    fix: fix === undefined ? { state: 'not-fixed', versions: [] } : { state: 'fixed', versions: [fix] },
  };
  const artifact = { name: 'openssl', version: '3.0.1', type: 'deb', purl: 'pkg:deb/debian/openssl@3.0.1?arch=amd64' };
  const relatedVulnerabilities = id === 'CVE-2030-0001' ? [] : [{ id: 'CVE-2030-0001' }];
  const matches = [{ vulnerability, relatedVulnerabilities, artifact }];
  return { matches, source: { type: 'image', target: { userInput: 'shop' } }, descriptor: { name: 'grype' } };
}

/** Results of one rule at places without code. */
export function sarif(places: readonly (readonly [path: string, line: number])[]) {
  const results = places.map(([uri, startLine]) => ({
    ruleId: 'injection',
    message: { text: 'Input reaches a query.' },
    locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine } } }],
  }));
  return { version: '2.1.0', runs: [{ tool: { driver: { name: 'scan', rules: [] } }, results }] };
}
