import { describe, expect, it } from 'vitest';
import { RequestError } from '@/lib/core/request-error';

describe('RequestError.from', () => {
  it('takes what our handlers answer', () => {
    const error = RequestError.from({ code: 'conflict', requestId: 'r1', details: { reason: 'oneself' } });
    expect(error).toMatchObject({ code: 'conflict', requestId: 'r1', details: { reason: 'oneself' } });
  });

  it('leaves out what is of another shape, and takes nothing of others', () => {
    expect(RequestError.from({ code: 'conflict', requestId: 7, details: [] })).toMatchObject({
      code: 'conflict',
      requestId: '',
      details: {},
    });
    for (const body of [null, 'gone', [], { code: 502 }]) {
      expect(RequestError.from(body).code).toBe('unexpected');
    }
  });
});
