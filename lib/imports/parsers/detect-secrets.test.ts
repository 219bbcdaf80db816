import { describe, expect, it } from 'vitest';
import { detectSecretsJson } from '@/lib/imports/parsers/detect-secrets';
import { fixture, fixtureText, readJson, readText, varied } from '@/lib/imports/parsers/testing';

const report = fixture('detect-secrets.json');
const { facts, findings, skipped } = await readText(detectSecretsJson, fixtureText('detect-secrets.json'));

describe('detect-secrets', () => {
  it('knows its reports, with findings and without', () => {
    expect(detectSecretsJson.recognise(report)).toBe(1);
    expect(detectSecretsJson.recognise({ plugins_used: [], results: {} })).toBe(1);
    expect(detectSecretsJson.recognise({ results: {} })).toBe(0);
    expect(facts).toEqual({
      scanner: 'detect-secrets',
      target: '',
      scanAt: new Date('2030-01-06T07:08:09Z'),
      toolVersion: '1.5.0',
    });
  });

  it('takes a secret by its hash', () => {
    expect(findings).toMatchObject([
      {
        kind: 'secret',
        title: 'AWS Access Key in keys.env',
        severity: 4,
        location: { path: 'deploy/keys.env', line: 3 },
        identity: ['AWS Access Key', 'deploy/keys.env', 'sha1:25910f981e85ca04baf359199dd0bd4a3ae738b6'],
      },
    ]);
  });

  it('counts what an audit marked as no secret', () => {
    expect(skipped).toEqual([{ skipped: 'suppressed', example: 'Secret Keyword deploy/keys.env' }]);
  });

  it('refuses a secret without hash', () => {
    expect(() => readJson(detectSecretsJson, { results: { a: [{ type: 'x' }] } })).toThrow('missing_field');
  });

  it('keeps its identity when the line changes, and only then', () => {
    const deploy = Object.fromEntries([['a', [{ type: 'x', hashed_secret: 'y', filename: 'a', line_number: 3 }]]]);
    varied(detectSecretsJson, { results: deploy }, 'results.a.0', {
      same: ['line_number'],
      other: ['hashed_secret', 'type', 'filename'],
    });
  });
});
