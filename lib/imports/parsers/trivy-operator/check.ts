import { firstText, flag, type JsonObject, text, texts } from '@/lib/core/json';
import { readMisconfiguration } from '@/lib/imports/parsers/trivy/misconfiguration';
import { type OperatorReport, trivyPlace } from '@/lib/imports/parsers/trivy-operator/report';
import { type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/** `checks[]` of audits and of detailed compliance reports, where a check names its own target. */
export function readCheck(value: JsonObject, report: OperatorReport): ReadResult {
  if (text(value, 'checkID').trim() === '') throw new RecordError('missing_field', { field: 'checkID' });
  const workload = report.workload || text(value, 'target');
  return readMisconfiguration(
    {
      ID: text(value, 'checkID'),
      Title: text(value, 'title'),
      Description: text(value, 'description'),
      // A message quotes the workload, whose name changes with each rollout.
      Message: stable(texts(value, 'messages').join('\n'), report),
      Severity: firstText(value, 'severity') || text(report.control, 'severity'),
      Resolution: text(value, 'remediation'),
      Status: flag(value, 'success') === true ? 'PASS' : 'FAIL',
    },
    trivyPlace(report, { workload, target: workload }),
  );
}

function stable(message: string, { name, stableName }: OperatorReport): string {
  return name === stableName ? message : message.replaceAll(name, stableName);
}
