/** A small catalogue of our own making: nested groups and controls, a parameter, a withdrawn control. */
export const SMALL_CATALOGUE = {
  catalog: {
    uuid: '3f0c8a52-6a0b-4d6e-9c5e-0d7a5f6f2a11',
    metadata: {
      title: 'House rules',
      version: '1.2',
      'last-modified': '2026-11-01T00:00:00Z',
      'oscal-version': '1.1.3',
      parties: [{ uuid: 'a4b1b0a9-4a51-4ac1-8a45-3a4a3c1a1b11', type: 'organization', name: 'Example GmbH' }],
    },
    groups: [
      {
        id: 'doors',
        title: 'Doors',
        controls: [
          {
            id: 'door-1',
            title: 'Doors are locked',
            params: [{ id: 'door-1_prm_1', label: 'closing time' }],
            parts: [
              {
                name: 'statement',
                prose: 'Lock every door after {{ insert: param, door-1_prm_1 }}.',
                parts: [{ name: 'item', prose: 'Windows too.' }],
              },
              { name: 'guidance', prose: 'Nobody likes burglars.' },
            ],
            controls: [{ id: 'door-1.1', title: 'The back door too' }],
          },
          { id: 'door-2', title: 'Doors are painted', props: [{ name: 'status', value: 'withdrawn' }] },
        ],
        groups: [{ id: 'gates', title: 'Gates', controls: [{ id: 'gate-1', title: 'Gates have a bell' }] }],
      },
    ],
  },
};

export const bytesOf = (value: unknown) => new Uint8Array(Buffer.from(JSON.stringify(value)));
