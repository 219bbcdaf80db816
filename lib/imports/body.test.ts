import { expect, test } from 'vitest';
import { DomainError } from '@/lib/core/errors';
import { formReport, type IncomingReport, rawReport } from '@/lib/imports/body';

const URL_HERE = 'http://localhost/api/v1/imports';

async function text({ body }: IncomingReport): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts).toString();
}

function form(fill: (form: FormData) => void): Request {
  const data = new FormData();
  fill(data);
  return new Request(URL_HERE, { method: 'POST', body: data });
}

test('a raw body is the report', async () => {
  const report = rawReport(new Request(URL_HERE, { method: 'POST', body: '{"a":1}' }), 'x.json');
  expect(report.fileName).toBe('x.json');
  expect(await text(report)).toBe('{"a":1}');
});

test('a body that breaks off is refused', async () => {
  const headers = { 'content-length': '100' };
  const report = rawReport(new Request(URL_HERE, { method: 'POST', body: 'short', headers }), 'x');
  await expect(text(report)).rejects.toThrow(DomainError);
});

test('fields count before and after the file', async () => {
  const report = await formReport(
    form((data) => {
      data.set('target', 'api:prod');
      data.set('file', new File(['<nmaprun/>'], 'scan.xml'));
      data.set('complete', 'false');
    }),
  );
  expect(report.fileName).toBe('scan.xml');
  expect(await text(report)).toBe('<nmaprun/>');
  expect({ ...report.fields }).toEqual({ target: 'api:prod', complete: 'false' });
});

test('a large file goes through without being held', async () => {
  const content = 'x'.repeat(5_000_000);
  const report = await formReport(form((data) => data.set('file', new File([content], 'big.json'))));
  expect((await text(report)).length).toBe(content.length);
});

test('a form without a file, and one that breaks off, are refused', async () => {
  await expect(formReport(form((data) => data.set('target', 'x')))).rejects.toMatchObject({
    details: { field: 'file' },
  });
  const headers = { 'content-type': 'multipart/form-data; boundary=b' };
  const body = '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf of it';
  const broken = await formReport(new Request(URL_HERE, { method: 'POST', headers, body }));
  await expect(text(broken)).rejects.toThrow();
});

test.each([
  ['with the length that was announced', 1_000],
  ['without a length', undefined],
])('a form that breaks off in a field after the file is refused: %s', async (_, length) => {
  const headers = new Headers({ 'content-type': 'multipart/form-data; boundary=b' });
  if (length !== undefined) headers.set('content-length', String(length));
  const part = (rest: string, content: string) =>
    `--b\r\nContent-Disposition: form-data; name=${rest}\r\n\r\n${content}`;
  const body = `${part('"file"; filename="a"', 'all of it')}\r\n${part('"target"', 'half of')}`;
  const report = await formReport(new Request(URL_HERE, { method: 'POST', headers, body }));
  await expect(text(report)).rejects.toMatchObject({ code: 'invalid', details: { field: 'body' } });
});

test('two files in one form are refused', async () => {
  const headers = { 'content-type': 'multipart/form-data; boundary=b' };
  const part = (name: string) =>
    `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n${name}\r\n`;
  const request = new Request(URL_HERE, { method: 'POST', headers, body: `${part('a')}${part('b')}--b--\r\n` });
  await expect(formReport(request).then(text)).rejects.toMatchObject({ code: 'invalid' });
});
