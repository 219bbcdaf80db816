import { describe, expect, it } from 'vitest';
import { azureRecommendationsCsv } from '@/lib/imports/parsers/azure-recommendations';
import { fixtureText, readText, variedText } from '@/lib/imports/parsers/testing';

const report = fixtureText('azure-recommendations.csv');
const { facts, findings, skipped } = await readText(azureRecommendationsCsv, report);

describe('azure-recommendations', () => {
  it('takes what is unhealthy, by recommendation and resource', () => {
    expect(facts.scanAt).toEqual(new Date('2021-09-28T16:01:10.373Z'));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      kind: 'configuration',
      title: 'Virtual networks should be protected by Azure Firewall',
      severity: 1,
      location: { namespace: 'shop' },
      fix: '1\\. Choose a network.',
      tags: ['virtualnetworks'],
      identity: [
        'azure-recommendations',
        'f67fb4ed-d481-44d7-91e5-efadf504f74a',
        '/subscriptions/9cfbad7a/resourcegroups/shop/providers/microsoft.network/virtualnetworks/front',
      ],
    });
  });

  it('counts what is healthy and what is exempt', () => {
    expect(skipped.map(({ skipped: code }) => code)).toEqual(['passed', 'suppressed']);
  });

  it('refuses a row without resource', async () => {
    const header = report.split('\n', 1)[0] ?? '';
    const bare = header
      .split(',')
      .map((name) => (name === 'recommendationName' ? 'x' : name === 'state' ? 'Unhealthy' : ''));
    await expect(readText(azureRecommendationsCsv, `${header}\n${bare.join(',')}\n`)).rejects.toThrow('record_invalid');
  });

  it('is the same finding whatever it is called', async () => {
    const [header = '', first = ''] = report.split('\n');
    await variedText(azureRecommendationsCsv, `${header}\n${first}\n`, {
      same: [',«Virtual networks should be protected by Azure Firewall»,', ',«Shop production»,', ',«Low»,'],
      other: [',«f67fb4ed-d481-44d7-91e5-efadf504f74a»,'],
    });
  });
});
