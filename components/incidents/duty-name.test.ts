import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { dutyName } from '@/components/incidents/duty-name';
import { LOCALES } from '@/lib/core/i18n/locales';
import { loadMessages } from '@/lib/core/i18n/messages';
import { REGIMES } from '@/lib/duties/regimes';
import { clockKind } from '@/lib/duties/rules';

describe.each(LOCALES)('in %s', (locale) => {
  const translator = async () => createTranslator({ locale, messages: await loadMessages(locale) });

  it('every clock of every regime that is shipped is called by its law and its stage', async () => {
    const room = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'incidentRoom' });
    const names = REGIMES.flatMap(({ id, editions }) =>
      ['decision', ...editions.flatMap(({ stages }) => stages.map((stage) => stage.id))].map((stage) => {
        const name = dutyName({ t: room }, clockKind(id, stage));
        expect(name).not.toContain(id);
        expect(name).not.toContain('_');
        return name;
      }),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('notices say which one', async () => {
    const t = await translator();
    const words = { name: 'INC-1', title: 'Shell', percent: 75, duty: 'NIS2 Art. 23' };
    for (const kind of ['incident_clock', 'incident_breach'] as const) {
      expect(t(`notices.kinds.${kind}`, { ...words, clock: 'duty:nis2-23:final' })).toContain('NIS2 Art. 23');
      expect(t(`notices.kinds.${kind}`, { ...words, clock: 'review' })).not.toContain('NIS2');
    }
  });
});

it('what another version wrote is shown as it was written', async () => {
  const room = createTranslator({ locale: 'en', messages: await loadMessages('en'), namespace: 'incidentRoom' });
  expect(dutyName({ t: room }, 'duty:dora-19:first')).toBe('dora-19, first');
  expect(dutyName({ t: room }, 'nis2-23')).toBe('NIS2 Art. 23');
});
