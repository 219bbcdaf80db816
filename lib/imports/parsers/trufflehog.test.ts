import { describe, expect, it } from 'vitest';
import { sha256 } from '@/lib/imports/parsers/normalise';
import { fixture, fixtureText, readJson, readText, varied } from '@/lib/imports/parsers/testing';
import { trufflehogJson } from '@/lib/imports/parsers/trufflehog';
import { trufflehog3Json } from '@/lib/imports/parsers/trufflehog3';

const text = fixtureText('trufflehog-3.jsonl');
const lines = fixture('trufflehog-3.jsonl');

describe('trufflehog 3', () => {
  it('knows its reports', () => {
    expect(trufflehogJson.recognise(lines)).toBe(1);
    expect(trufflehogJson.recognise([])).toBe(0);
    expect(trufflehogJson.recognise([{ level: 'info', msg: 'x' }])).toBe(0);
  });

  it('rates by what was proved, and leaves its log alone', async () => {
    const { facts, findings } = await readText(trufflehogJson, text);
    expect(facts).toEqual({ scanner: 'trufflehog', target: '' });
    expect(findings).toMatchObject([
      {
        kind: 'secret',
        title: 'AWS in keys.env',
        severity: 4,
        severityReported: 'verified',
        location: { path: 'deploy/keys.env', line: 4 },
        tags: ['verified'],
        identity: ['AWS', 'deploy/keys.env', sha256('fixture-key-id:fixture-secret')],
      },
      { title: 'URI in notes.txt', severity: 3, tags: ['unverified'], location: { path: 'notes.txt', line: 7 } },
    ]);
    expect(findings[0]?.description).toContain('- commit: `0123abcd`');
    expect(findings[1]?.description).toContain('Redacted: `https://*****:*****@shop.example`');
  });

  it('keeps no secret', async () => {
    const { findings } = await readText(trufflehogJson, text);
    const kept = JSON.stringify(findings);
    for (const secret of ['fixture-secret', 'fixture-pass', 'fixture-other', 'fixture-key-id']) {
      expect(kept).not.toContain(secret);
    }
  });

  it('refuses a detection without secret', () => {
    expect(() => readJson(trufflehogJson, [{ DetectorName: 'AWS' }])).toThrow('missing_field');
  });

  it('keeps its identity when line and commit change, and only then', () => {
    varied(trufflehogJson, lines, '1', {
      same: ['SourceMetadata.Data.Git.line', 'SourceMetadata.Data.Git.commit', 'Redacted', 'ExtraData.account'],
      other: ['RawV2', 'DetectorName', 'SourceMetadata.Data.Git.file'],
    });
  });
});

describe('trufflehog 2', () => {
  it('makes one finding of the strings of a check in a commit, and keeps none of them', async () => {
    const { findings } = await readText(trufflehogJson, fixtureText('trufflehog-2.json'));
    expect(findings).toMatchObject([
      {
        title: 'High entropy in users.json',
        severity: 3,
        identity: ['High entropy', 'fixtures/users.json', sha256('fixture-secret-1\nfixture-secret-2')],
      },
    ]);
    expect(findings[0]?.description).toContain('2 in commit 0123abcd');
    expect(JSON.stringify(findings)).not.toContain('fixture-secret');
  });

  it('keeps its identity when the commit changes, and only then', () => {
    varied(trufflehogJson, fixture('trufflehog-2.json'), '0', {
      same: ['commitHash', 'branch', 'commit', 'date'],
      other: ['reason', 'path', 'stringsFound.0'],
    });
  });
});

describe('trufflehog3', () => {
  it('takes everything of an issue but the secret', async () => {
    const { facts, findings } = await readText(trufflehog3Json, fixtureText('trufflehog3.json'));
    expect(facts.scanner).toBe('trufflehog3');
    expect(findings).toMatchObject([
      {
        title: 'High Entropy in Dockerfile',
        severity: 2,
        severityReported: 'MEDIUM',
        scannerId: '6ac0ab3b-5f34-3d2a-886c-08424de77b23',
        location: { path: 'docker/Dockerfile', line: 3 },
        identity: ['high-entropy', 'docker/Dockerfile', sha256('fixture-secret-3')],
      },
    ]);
    expect(JSON.stringify(findings)).not.toContain('fixture-secret');
  });

  it('knows its reports and refuses an issue without secret', () => {
    expect(trufflehog3Json.recognise(fixture('trufflehog3.json'))).toBe(1);
    expect(trufflehog3Json.recognise([])).toBe(0);
    expect(() => readJson(trufflehog3Json, [{ rule: { id: 'a' }, path: 'b' }])).toThrow('missing_field');
  });

  it('keeps its identity when line, commit and severity change, and only then', () => {
    varied(trufflehog3Json, fixture('trufflehog3.json'), '0', {
      same: ['line', 'commit', 'rule.severity', 'message', 'id'],
      other: ['secret', 'rule.id', 'path'],
    });
  });
});
