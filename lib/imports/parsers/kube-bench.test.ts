import { describe, expect, it } from 'vitest';
import { kubeBenchJson } from '@/lib/imports/parsers/kube-bench';
import { fixture, readJson, varied } from '@/lib/imports/parsers/testing';

const report = fixture('kube-bench.json');
const { facts, findings, skipped } = readJson(kubeBenchJson, report);

describe('kube-bench', () => {
  it('knows its reports', () => {
    expect(kubeBenchJson.recognise(report)).toBe(1);
    expect(kubeBenchJson.recognise(fixture('kube-bench-list.json'))).toBe(1);
    expect(kubeBenchJson.recognise({ Controls: [], Totals: { total_fail: 0 } })).toBe(1);
    expect(kubeBenchJson.recognise({ tests: [], node_type: 'node' })).toBe(1);
    expect(kubeBenchJson.recognise([{ tests: [] }])).toBe(0);
  });

  it('takes failed checks', () => {
    expect(facts).toEqual({ scanner: 'kube-bench', target: 'node' });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      kind: 'configuration',
      severity: 2,
      ruleId: '4.1.5',
      fix: 'Run chmod 600 /etc/kubernetes/kubelet.conf',
      identity: ['kube-bench', '4.1.5', '1.24', 'node'],
    });
    expect(findings[0]?.description).toContain('permissions=644');
  });

  it('counts what passed, what was left out, and what people have to check', () => {
    expect(skipped.map(({ skipped: code }) => code)).toEqual(['passed', 'scanner_error', 'suppressed']);
  });

  it('reads the older list, and spells the benchmark as the newer one', () => {
    const [finding] = readJson(kubeBenchJson, fixture('kube-bench-list.json')).findings;
    expect(finding?.identity).toEqual(['kube-bench', '3.1.1', '1.5', 'master']);
  });

  it('refuses a check without number', () => {
    const broken = { Controls: [{ node_type: 'node', tests: [{ results: [{ status: 'FAIL' }] }] }] };
    expect(() => readJson(kubeBenchJson, broken)).toThrow('missing_field');
  });

  it('is the same finding by number, benchmark and node, whatever else is written', () => {
    const result = 'Controls.0.tests.0.results.0';
    varied(kubeBenchJson, report, result, {
      same: ['test_desc', 'audit', 'remediation', 'actual_value', 'expected_result'],
      other: ['test_number'],
    });
    varied(kubeBenchJson, report, 'Controls.0', {
      same: ['text', 'detected_version'],
      other: ['version', 'node_type'],
    });
  });
});
