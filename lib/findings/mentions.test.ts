import { describe, expect, it } from 'vitest';
import {
  meant,
  mentionedIds,
  shownText,
  storedText,
  typedMention,
  unknownMentions,
  writtenText,
} from '@/lib/findings/mentions';

const ADA = { id: '0198f0a0-0000-7000-8000-000000000001', name: 'Ada' };
const LOVELACE = { id: '0198f0a0-0000-7000-8000-000000000002', name: 'Ada Lovelace' };
const ODD = { id: '0198f0a0-0000-7000-8000-000000000003', name: '[x](http://evil.example) *Eve*' };
const PEOPLE = [ADA, LOVELACE, ODD];

describe('mentions', () => {
  it('are kept by id and come back as they were written', () => {
    const text = 'Please look, @Ada Lovelace: (@Ada) thinks so. Mail ada@Ada is none.';
    const body = storedText(text, PEOPLE);
    expect(body).toBe(`Please look, @[${LOVELACE.id}]: (@[${ADA.id}]) thinks so. Mail ada@Ada is none.`);
    expect(mentionedIds(`${body} @[${ADA.id}]`)).toEqual([LOVELACE.id, ADA.id]);
    expect(writtenText(body, PEOPLE)).toBe(text);
  });

  it('follow a new name, and stay unreadable where nobody is known by the id', () => {
    const body = storedText('@Ada', PEOPLE);
    expect(writtenText(body, [{ ...ADA, name: 'Ada King' }])).toBe('@Ada King');
    expect(writtenText(body, [])).toBe(body);
  });

  it('take nothing of a longer word', () => {
    expect(storedText('@Adam and @Adá', PEOPLE)).toBe('@Adam and @Adá');
  });

  it('show names as text, not as Markdown', () => {
    expect(shownText(`@[${ODD.id}]`, PEOPLE)).toBe('**@\\[x\\]\\(http://evil\\.example\\) \\*Eve\\***');
  });

  it('tell which of them nobody is known by', () => {
    expect(unknownMentions('@Ada and @Ben, (@carla) b@d.example', PEOPLE)).toEqual(['Ben', 'carla']);
  });
});

describe('typedMention', () => {
  it('is what stands between @ and the cursor', () => {
    expect(typedMention('see @')).toBe('');
    expect(typedMention('see @Ada Lo')).toBe('Ada Lo');
    expect(typedMention('ada@ex')).toBeNull();
    expect(typedMention('@Ada\nnext')).toBeNull();
  });

  it('finds people by any word of their names', () => {
    expect(meant('love', PEOPLE, 5)).toEqual([LOVELACE]);
    expect(meant('ada', PEOPLE, 1)).toEqual([ADA]);
    expect(meant('', PEOPLE, 5)).toEqual(PEOPLE);
  });
});
