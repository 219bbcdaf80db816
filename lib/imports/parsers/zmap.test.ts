import { describe, expect, it } from 'vitest';
import { fixtureText, readText, variedText } from '@/lib/imports/parsers/testing';
import { zmapCsv } from '@/lib/imports/parsers/zmap-csv';
import { zmapJson } from '@/lib/imports/parsers/zmap-json';

const lines = fixtureText('zmap.jsonl');
const https = ['zmap', 'open-port', '192.0.2.7', '443', 'tcp'];

describe('zmap, JSON', () => {
  it('takes open ports and hosts that answer, and nothing of resets', async () => {
    const { facts, findings, skipped } = await readText(zmapJson, lines);
    expect(facts).toEqual({ scanner: 'zmap', target: '' });
    expect(findings.map(({ title, identity }) => [title, identity])).toEqual([
      ['Open port 443/tcp', https],
      ['Open port 443/tcp', https],
      ['Host answers', ['zmap', 'answers', '192.0.2.9', '', 'icmp']],
    ]);
    expect(skipped).toEqual([]);
    expect(findings[0]).toMatchObject({ kind: 'host', severity: 0, location: { host: '192.0.2.7', port: 443 } });
    expect(findings[0]?.description).toBe('- Answer `synack`\n- TTL `57`\n- Seen `2030-01-07T06:00:00.000+0000`');
  });

  it('knows a lone line', () => {
    expect(zmapJson.recognise([{ saddr: '192.0.2.7', sport: 443 }])).toBe(1);
    expect(zmapJson.recognise([{ saddr: 7 }])).toBe(0);
  });

  it('keeps its identity when time and TTL change, and only then', async () => {
    await variedText(zmapJson, lines.split('\n')[0] ?? '', { same: ['"timestamp_str":"«2030»'], other: [] });
    const [open] = (await readText(zmapJson, lines.replace('"sport":443', '"sport":22'))).findings;
    expect(open?.identity).toEqual(['zmap', 'open-port', '192.0.2.7', '22', 'tcp']);
  });

  it('refuses what is no address', async () => {
    await expect(readText(zmapJson, lines.replace('192.0.2.9', 'somewhere'))).rejects.toThrow('record_invalid');
  });
});

describe('zmap, CSV', () => {
  it('gives the same identities', async () => {
    const { findings } = await readText(zmapCsv, fixtureText('zmap-csv.csv'));
    expect(findings.map(({ identity }) => identity)).toEqual([
      https,
      ['zmap', 'open-port', '2001:db8::9', '53', 'udp'],
    ]);
  });
});
