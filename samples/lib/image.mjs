/**
 * The image report, the one sample that no tool made: the packages of an imagined image (image/packages.json; real
 * packages, versions and advisories of Debian 12 and npm) in the shape in which Trivy writes them.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const digest = (text) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** Debian's versions compare as Trivy's do closely enough here: what is installed is no lower than what fixed it. */
function isFixed(installed, fixed) {
  return fixed !== undefined && installed.localeCompare(fixed, 'en', { numeric: true }) >= 0;
}

function purl(type, name, version) {
  const suffix = type === 'debian' ? '?arch=amd64&distro=debian-12' : '';
  const at = type === 'debian' ? `pkg:deb/debian/${name}` : `pkg:npm/${name}`;
  return `${at}@${encodeURIComponent(version)}${suffix}`;
}

function vulnerabilities(type, packages, version, layer) {
  return packages.flatMap(({ name, source, installed, vulnerabilities: known }) => {
    const has = installed[version - 1];
    return known
      .filter(({ since = 1, fixed }) => since <= version && !isFixed(has, fixed))
      .map(({ id, severity, score, vector, title, fixed }) => ({
        VulnerabilityID: id,
        PkgID: `${name}@${has}`,
        PkgName: name,
        PkgIdentifier: { PURL: purl(type, name, has) },
        InstalledVersion: has,
        ...(fixed ? { FixedVersion: fixed } : {}),
        Status: fixed ? 'fixed' : 'affected',
        Layer: layer,
        SeveritySource: type === 'debian' ? 'nvd' : 'ghsa',
        PrimaryURL: `https://avd.aquasec.com/nvd/${id.toLowerCase()}`,
        Title: title,
        Description: `${title}. Source package ${source}.`,
        Severity: severity,
        CVSS: { nvd: { V3Vector: vector, V3Score: score } },
        References: [`https://nvd.nist.gov/vuln/detail/${id}`],
      }));
  });
}

/** Writes `trivy-image-<version>.json`. */
export function writeImageReport(samples, version, file) {
  const { image, scans, debian, npm } = JSON.parse(readFileSync(path.join(samples, 'image/packages.json'), 'utf8'));
  const layer = (name) => ({ DiffID: digest(`${name} ${version}`) });
  const report = {
    SchemaVersion: 2,
    CreatedAt: scans[version - 1],
    ArtifactName: image,
    ArtifactType: 'container_image',
    Metadata: {
      OS: { Family: 'debian', Name: '12.5' },
      ImageID: digest(`${image} ${version}`),
      RepoTags: [image],
    },
    Results: [
      {
        Target: `${image} (debian 12.5)`,
        Class: 'os-pkgs',
        Type: 'debian',
        Vulnerabilities: vulnerabilities('debian', debian, version, layer('base')),
      },
      {
        Target: 'Node.js',
        Class: 'lang-pkgs',
        Type: 'node-pkg',
        Vulnerabilities: vulnerabilities('npm', npm, version, layer('application')),
      },
    ],
  };
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`  ${path.relative(samples, file)}`);
}
