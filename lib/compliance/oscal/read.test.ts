import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesOf, SMALL_CATALOGUE } from '@/lib/compliance/oscal/fixtures';
import { OSCAL_LIMITS } from '@/lib/compliance/oscal/limits';
import { readCatalogue } from '@/lib/compliance/oscal/read';
import { DomainError } from '@/lib/core/errors';

const { catalog } = SMALL_CATALOGUE;
const withGroups = (groups: unknown) => bytesOf({ catalog: { ...catalog, groups } });
const text = (value: string) => new Uint8Array(Buffer.from(value));

function issueOf(bytes: Uint8Array): unknown {
  try {
    readCatalogue(bytes);
  } catch (error) {
    if (error instanceof DomainError) return error.details.issue ?? error.code;
    throw error;
  }
  return null;
}

describe('an OSCAL catalogue', () => {
  it('is read with its groups, controls within controls, and sentences with their parameters', () => {
    const read = readCatalogue(bytesOf(SMALL_CATALOGUE));
    expect(read).toMatchObject({ title: 'House rules', version: '1.2', issuer: 'Example GmbH', withdrawn: 1 });
    expect(read.groups.map(({ id }) => id)).toEqual(['doors', 'gates']);
    expect(read.controls).toEqual([
      {
        id: 'door-1',
        group: 'doors',
        title: 'Doors are locked',
        text: 'Lock every door after [closing time].\nWindows too.',
      },
      { id: 'door-1.1', group: 'doors', title: 'The back door too' },
      { id: 'gate-1', group: 'gates', title: 'Gates have a bell' },
    ]);
  });

  it.each([
    ['parties', { metadata: { ...catalog.metadata, parties: Array(20_000).fill(1) } }],
    [
      'choices',
      {
        groups: [
          {
            id: 'a',
            title: 'A',
            controls: [{ id: 'a-1', title: 'A', params: [{ id: 'p', select: { choice: Array(20_000).fill(1) } }] }],
          },
        ],
      },
    ],
  ])('is refused for too many %s before each of them is looked at', (_, more) => {
    expect(issueOf(bytesOf({ catalog: { ...catalog, ...more } }))).toBe('oscal_shape');
  });

  it('is as old as its file says where it names no version', () => {
    const metadata = { ...catalog.metadata, version: '', 'last-modified': '2026\0' };
    expect(readCatalogue(bytesOf({ catalog: { ...catalog, metadata } })).version).toBe('2026\ufffd');
  });

  it('writes out what may be chosen, and ends where choices name each other', () => {
    const insert = (id: string) => `{{ insert: param, ${id} }}`;
    const control = {
      ...{ id: 'a-1', title: 'Rotate' },
      params: [
        { id: 'how', select: { choice: ['daily', `every ${insert('days')} days`] } },
        { id: 'days', label: 'number' },
        { id: 'loop', select: { choice: [insert('loop')] } },
      ],
      parts: [{ name: 'statement', prose: `Rotate keys ${insert('how')}, ${insert('loop')}, ${insert('gone')}.` }],
    };
    const [read] = readCatalogue(withGroups([{ id: 'a', title: 'A', controls: [control] }])).controls;
    expect(read?.text).toBe('Rotate keys [daily / every [number] days], [[[[loop]]]], [gone].');
  });

  it('writes each parameter out once, however often others name it', () => {
    const many = '{{ insert: param, p }}'.repeat(400);
    const control = {
      ...{ id: 'a-1', title: 'Rotate', params: [{ id: 'p', label: many }] },
      parts: [{ name: 'statement', prose: many }],
    };
    const [read] = readCatalogue(withGroups([{ id: 'a', title: 'A', controls: [control] }])).controls;
    expect(read?.text).toMatch(/^\[{4}p\]/);
  });

  it.each([
    ['oscal_xml', text('\ufeff<?xml version="1.0"?><catalog/>')],
    ['oscal_json', text('{"catalog":')],
    ['oscal_json', new Uint8Array([0xff, 0xfe, 0x7b])],
    ['oscal_json', text('[1]'.slice(1, 2))],
    ['oscal_yaml', text('---\ncatalog:\n  uuid: 3f0c8a52\n')],
    ['oscal_yaml', text('catalog:\n  uuid: 3f0c8a52\n')],
    ['oscal_other', text('{"profile":{}}')],
    ['oscal_shape', text('{"catalog":{"uuid":"x"}}')],
    [
      'oscal_version',
      bytesOf({ catalog: { ...catalog, metadata: { ...catalog.metadata, 'oscal-version': '2.0.0' } } }),
    ],
    ...['{}', '[]', '1', '""'].flatMap((one): [string, Uint8Array][] => {
      const many = (count: number) => text(`{"catalog":{"controls":[${`${one},`.repeat(count)}${one}]}}`);
      return [
        ['oscal_parts', many(OSCAL_LIMITS.values)],
        ['oscal_count', many(OSCAL_LIMITS.controls)],
        ['oscal_shape', many(2)],
      ];
    }),
    ['oscal_empty', withGroups([])],
    [
      'oscal_twice',
      withGroups([...catalog.groups, { id: 'more', title: 'More', controls: catalog.groups[0]?.controls }]),
    ],
    ['oscal_depth', text(`{"catalog":${'['.repeat(OSCAL_LIMITS.depth)}${']'.repeat(OSCAL_LIMITS.depth)}}`)],
    [
      'oscal_count',
      withGroups([
        {
          title: 'Many',
          controls: Array.from({ length: OSCAL_LIMITS.controls + 1 }, (_, index) => ({ id: `c${index}`, title: 'C' })),
        },
      ]),
    ],
    ['too_large', new Uint8Array(OSCAL_LIMITS.bytes + 1)],
  ])('is refused: %s', (issue, bytes) => {
    expect(issueOf(bytes)).toBe(issue);
  });

  it('names what a file holds instead, whatever names its schema', () => {
    expect(() => readCatalogue(text('{"$schema":"https://example.org/oscal","profile":{}}'))).toThrow(
      expect.objectContaining({ details: { issue: 'oscal_other', found: 'profile' } }),
    );
  });

  it('names the place of what it does not understand', () => {
    const wrong = withGroups([{ id: 'a', title: 'A', controls: [{ id: 'b' }] }]);
    expect(() => readCatalogue(wrong)).toThrow(
      expect.objectContaining({ details: { issue: 'oscal_shape', place: 'catalog.groups.0.controls.0.title' } }),
    );
  });
});

const corpus = process.env.LAGEBILD_CORPUS;

describe.skipIf(!corpus)('catalogues of the BSI', () => {
  const folder = join(corpus ?? '', 'compliance', 'bsi');
  const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)));

  it('the draft on TLS is read whole', () => {
    const { title, controls, groups } = readCatalogue(read('bsi_mindeststandard_tls_draft.oscal.json'));
    expect(title).toBe('Entwurf Mindeststandard Bund TLS');
    expect(controls).toHaveLength(17);
    expect(groups.map(({ id }) => id)).toEqual(['VER', 'BES', 'ABW']);
    expect(controls[0]?.text).toContain('[anerkannten Standards]');
    expect(controls.every((control) => control.text)).toBe(true);
  });

  it('what is no catalogue says so', () => {
    const others = readdirSync(folder).filter((name) => name.includes('_to_'));
    expect(others.map((name) => issueOf(read(name)))).toEqual(['oscal_other']);
  });
});
