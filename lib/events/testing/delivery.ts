/** Records in each delivery of a test that kills. */
export const RECORDS = 40;

/** The delivery of this number, always the same: ids of the sender's own, some of them twice. */
export function delivery(n: number): Request {
  const lines = Array.from({ length: RECORDS }, (_, at) =>
    JSON.stringify({ time: '2026-11-22T11:59:00.123456789Z', id: `${n}-${at}`, name: 'a rule', actor: String(n) }),
  );
  const body = [...lines, ...lines.slice(0, 3)].join('\n');
  return new Request('http://localhost/api/v1/events/generic?sender=killed', { method: 'POST', body });
}
