import { at, firstText, isObject, links, text } from '@/lib/core/json';
import { failedCheck, severityOr } from '@/lib/imports/parsers/check';
import { code, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { type JsonParser, type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';

/**
 * Aqua kube-hunter, `--report json` (seen: one whose version it does not say). Low, medium and high are kube-hunter's own words. What it finds from
 * within a pod is found "in the pod": the pod of the hunter has another name each time.
 * https://github.com/aquasecurity/kube-hunter
 */
export const kubeHunterJson: JsonParser = {
  id: 'kube-hunter',
  label: 'kube-hunter (JSON)',
  syntax: 'json',
  records: ['vulnerabilities.*'],

  recognise: (outline) =>
    ['nodes', 'services', 'vulnerabilities'].every((list) => Array.isArray(at(outline, list))) ? 1 : 0,

  open: () => ({
    facts: { scanner: 'kube-hunter', target: '' },
    *read({ value }) {
      if (!isObject(value)) throw new RecordError('not_an_object');
      const id = text(value, 'vid');
      yield findingOf(value, id === 'None' ? text(value, 'vulnerability') : id);
    },
  }),
};

function findingOf(value: Parameters<typeof text>[0], rule: string): ParsedFinding {
  const { host, port } = placeOf(text(value, 'location').trim());
  const evidence = text(value, 'evidence');
  return failedCheck({
    kind: 'host',
    tool: 'kube-hunter',
    rule,
    place: [host, port === undefined ? '' : String(port), port === undefined ? '' : 'tcp'],
    title: firstText(value, 'vulnerability', 'vid'),
    severity: severityOr(text(value, 'severity'), 2),
    severityReported: text(value, 'severity'),
    location: { host: host || undefined, port, protocol: port === undefined ? undefined : 'tcp' },
    description: paragraphs(
      plain(text(value, 'description')),
      evidence.trim() === '' ? '' : `Evidence: ${code(evidence)}`,
      plain(text(value, 'category')),
    ),
    references: links([text(value, 'avd_reference')]),
  });
}

/** `10.0.1.1:10255`, `[::1]:443`, a host alone, or `Local to Pod (kube-hunter-7jkpx)`. */
function placeOf(location: string): { host: string; port: number | undefined } {
  if (/^local to pod\b/i.test(location)) return { host: 'pod', port: undefined };
  const match = /^([^\s:]{1,253}|\[[0-9a-f:.]{2,60}\]):(\d{1,5})$/i.exec(location);
  const port = Number(match?.[2]);
  return match?.[1] && port > 0 && port <= 65_535 ? { host: match[1], port } : { host: location, port: undefined };
}
