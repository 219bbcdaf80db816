const SEVERITIES = ['LOW', 'MEDIUM', 'MEDIUM', 'HIGH', 'HIGH', 'CRITICAL'] as const;
const WORDS = [
  'buffer',
  'overflow',
  'remote',
  'attacker',
  'crafted',
  'request',
  'parser',
  'memory',
  'session',
  'header',
];
const PER_RESULT = 5_000;

/**
 * The bytes of a Trivy image report with as many different findings as asked for, about 1,500 bytes each, the same ones
 * for the same arguments. `changedFrom` on, the advisories differ: a second report in which part is new and part is gone.
 */
export function* trivyReport(findings: number, changedFrom = findings): Generator<Uint8Array> {
  yield Buffer.from(
    '{"SchemaVersion":2,"CreatedAt":"2026-11-20T06:00:00Z","ArtifactName":"registry.example/shop:4.2","ArtifactType":"container_image",' +
      '"Metadata":{"OS":{"Family":"debian","Name":"13.1"},"RepoTags":["registry.example/shop:4.2"]},"Results":[',
  );
  for (let first = 0; first < findings; first += PER_RESULT) {
    yield Buffer.from(
      `${first === 0 ? '' : ','}{"Target":"layer-${first / PER_RESULT}","Class":"os-pkgs","Type":"debian","Vulnerabilities":[`,
    );
    const last = Math.min(first + PER_RESULT, findings);
    for (let from = first; from < last; from += 500) {
      const records: string[] = [];
      for (let index = from; index < Math.min(from + 500, last); index++) {
        records.push(JSON.stringify(vulnerability(index, index >= changedFrom)));
      }
      yield Buffer.from(`${from === first ? '' : ','}${records.join(',')}`);
    }
    yield Buffer.from(']}');
  }
  yield Buffer.from(']}\n');
}

function vulnerability(index: number, changed: boolean): object {
  const random = lehmer(index + 1);
  const name = `lib${WORDS[index % 10]}-${Math.floor(index / 40)}`;
  const version = `1.${index % 17}.${index % 5}-${1 + (index % 3)}`;
  const id = `CVE-${changed ? 2026 : 2005 + (index % 21)}-${100_000 + (index % 40) * 1_000 + (Math.floor(index / 40) % 1_000)}`;
  const score = 1 + (index % 90) / 10;
  return {
    VulnerabilityID: id,
    VendorIDs: [`DSA-${5_000 + (index % 900)}-1`],
    PkgID: `${name}@${version}`,
    PkgName: name,
    PkgIdentifier: {
      PURL: `pkg:deb/debian/${name}@${version}?arch=amd64&distro=debian-13.1`,
      UID: random().toString(16),
    },
    InstalledVersion: version,
    FixedVersion: index % 3 === 0 ? '' : `2.${index % 9}.0-1`,
    Status: index % 3 === 0 ? 'affected' : 'fixed',
    Layer: { Digest: `sha256:${digest(random)}`, DiffID: `sha256:${digest(random)}` },
    SeveritySource: 'debian',
    PrimaryURL: `https://avd.aquasec.com/nvd/${id.toLowerCase()}`,
    DataSource: {
      ID: 'debian',
      Name: 'Debian Security Tracker',
      URL: 'https://salsa.debian.org/security-tracker-team/security-tracker',
    },
    Title: `${name}: ${sentence(random, 6)}`,
    Description: `${sentence(random, 26)}\n\n${sentence(random, 16)} "quoted" \u00e4\u00f6\u00fc`,
    Severity: SEVERITIES[index % SEVERITIES.length],
    CweIDs: [`CWE-${[79, 89, 119, 125, 787][index % 5]}`],
    CVSS: {
      nvd: { V3Vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', V3Score: score },
      redhat: { V3Vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:N/A:N', V3Score: score },
    },
    References: Array.from({ length: 4 }, (_, at) => `https://example.org/advisories/${id.toLowerCase()}/${at}`),
    PublishedDate: '2024-05-01T12:00:00Z',
    LastModifiedDate: '2025-01-10T08:30:00Z',
  };
}

function sentence(random: () => number, words: number): string {
  return Array.from({ length: words }, () => WORDS[random() % WORDS.length]).join(' ');
}

function digest(random: () => number): string {
  return Array.from({ length: 8 }, () => random().toString(16).padStart(8, '0')).join('');
}

/** MINSTD, for numbers that are the same on every machine. */
function lehmer(seed: number): () => number {
  let state = (seed * 7_919) % 2_147_483_647 || 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state;
  };
}
