import { at, isObject, type Json, type JsonObject, list, number, text } from '@/lib/core/json';
import { readSecret as readTrivySecret } from '@/lib/imports/parsers/trivy/secret';
import { readVulnerability as readTrivyVulnerability } from '@/lib/imports/parsers/trivy/vulnerability';
import { type OperatorReport, trivyPlace } from '@/lib/imports/parsers/trivy-operator/report';
import type { ReadResult } from '@/lib/imports/parsers/types';

/** `report.vulnerabilities[]`: Trivy's record with the operator's names of its fields. */
export function readVulnerability(value: JsonObject, report: OperatorReport): ReadResult {
  return readTrivyVulnerability(
    {
      VulnerabilityID: text(value, 'vulnerabilityID'),
      PkgName: text(value, 'resource'),
      PkgPath: text(value, 'packagePath'),
      PkgIdentifier: { PURL: text(value, 'packagePURL') },
      InstalledVersion: text(value, 'installedVersion'),
      FixedVersion: text(value, 'fixedVersion'),
      Severity: text(value, 'severity'),
      Title: text(value, 'title'),
      Description: text(value, 'description'),
      PrimaryURL: text(value, 'primaryLink'),
      References: list(value, 'links'),
      CVSS: scores(value),
    },
    trivyPlace(report, { group: text(value, 'class'), type: text(value, 'packageType') }),
  );
}

/** Older operators give one score, of CVSS 3. */
function scores(value: JsonObject): Json {
  const cvss = at(value, 'cvss');
  if (isObject(cvss)) return cvss;
  const score = number(value, 'score');
  return score === undefined ? null : { trivy: { V3Score: score } };
}

/** `report.secrets[]`; the operator masks the secret. */
export function readSecret(value: JsonObject, report: OperatorReport): ReadResult {
  return readTrivySecret(
    {
      RuleID: text(value, 'ruleID'),
      Title: text(value, 'title'),
      Category: text(value, 'category'),
      Severity: text(value, 'severity'),
      Match: text(value, 'match'),
    },
    trivyPlace(report, { path: text(value, 'target') }),
  );
}
