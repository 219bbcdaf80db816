import { readdir, readlink } from 'node:fs/promises';
import { constants, createDeflateRaw, createGzip, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { READ_LIMITS } from '@/lib/imports/reading/limits';
import type { ByteSource } from '@/lib/imports/reading/source';
import { EXAMPLES, refusalOf, sourceOf } from '@/lib/imports/reading/testing';
import { zipOf } from '@/lib/imports/reading/testing-zip';

const refusal = (content: string | Uint8Array, limits = READ_LIMITS) => refusalOf(sourceOf(content), EXAMPLES, limits);

describe('JSON that is no report', () => {
  it('is cut off in the middle of a record', async () => {
    expect(await refusal('{"example": [\n  {"a": 1},\n  {"b": "tw')).toMatchObject({
      code: 'truncated',
      line: 3,
      column: 12,
      offset: 37,
    });
  });

  it('is cut off far behind the head, where recognition never looked', async () => {
    const long = `{"example": [${'{"a": "0123456789"},\n'.repeat(40_000)}`;
    expect(await refusal(long)).toMatchObject({ code: 'truncated', line: 40_001, column: 1, offset: long.length });
  });

  it('has a wrong byte', async () => {
    expect(await refusal('{"example": [{"a": 1}\n {"a": 2}]}')).toMatchObject({
      code: 'json_malformed',
      line: 2,
      column: 2,
    });
    expect(await refusal('{"example": [{"a": 01}]}')).toMatchObject({ code: 'json_malformed', line: 1, column: 21 });
    expect(await refusal('{"example": [{"a": tru}]}')).toMatchObject({ code: 'json_malformed', column: 23 });
    expect(await refusal('{"example": [{"a": "\\x"}]}')).toMatchObject({ code: 'json_malformed', column: 22 });
    expect(await refusal('{"example": [}]')).toMatchObject({ code: 'json_malformed', column: 14 });
    expect(await refusal('{"example": []} x')).toMatchObject({ code: 'json_malformed', column: 17 });
  });

  it('names the record that holds the wrong byte', async () => {
    const broken = '{"example": [{"a": 1}, {"a": 2}, {"a" 3}]}';
    expect(await refusal(broken)).toMatchObject({ code: 'json_malformed', column: 39 });
    const deep = '{"deep": [{"list": []}, {"list": [1, {"a": \u00f1}]}]}';
    expect(await refusal(deep)).toMatchObject({ code: 'json_malformed', path: 'deep[1].list[1].a', column: 44 });
  });

  it('nests 100,000 deep', async () => {
    const arrays = `{"example": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect(await refusal(arrays)).toMatchObject({ code: 'too_deep', line: 1, column: 268, params: { limit: 256 } });
    const objects = `{"example": [${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}]}`;
    expect(await refusal(objects)).toMatchObject({ code: 'too_deep', path: `example[0]${'.a'.repeat(18)}…` });
  });

  it('holds NUL bytes or control characters', async () => {
    expect(await refusal('{"example": [\n"a\0b"]}')).toMatchObject({
      code: 'nul_byte',
      line: 2,
      column: 3,
      offset: 16,
    });
    expect(await refusal('{"example": ["a\u0001b"]}')).toMatchObject({
      code: 'control_character',
      line: 1,
      column: 16,
    });
  });

  it('has records, strings or a frame beyond the limits', async () => {
    const limits = { ...READ_LIMITS, record: 1_000, string: 500, skeleton: 2_000, records: 3 };
    expect(await refusal(`{"example": [1, {"a": [${'1,'.repeat(600)}1]}]}`, limits)).toMatchObject({
      code: 'too_large_record',
      path: 'example[1]',
      column: 17,
    });
    expect(await refusal(`{"example": ["${'x'.repeat(600)}"]}`, limits)).toMatchObject({
      code: 'too_large_string',
      column: 14,
    });
    expect(await refusal(`{"example": [], "b": [${'[1],'.repeat(900)}1]}`, limits)).toMatchObject({
      code: 'too_large_document',
    });
    expect(await refusal('{"example": [1, 2, 3, 4]}', limits)).toMatchObject({ code: 'too_many_records', column: 23 });
  });
});

describe('bytes that are no UTF-8', () => {
  it('are refused at their place', async () => {
    const latin1 = Buffer.from('{"example": [\n"gr\u00fcn"]}', 'latin1');
    expect(await refusal(latin1)).toMatchObject({ code: 'not_utf8', line: 2, column: 4, offset: 17 });
  });

  it('are refused when they hide a character', async () => {
    expect(await refusal(Buffer.from([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x7d]))).toMatchObject({
      code: 'not_utf8',
      offset: 2,
    });
  });

  it('are refused as UTF-16 without mark and as UTF-32', async () => {
    expect(await refusal(Buffer.from('{"example": []}', 'utf16le'))).toMatchObject({
      code: 'encoding_unsupported',
      params: { encoding: 'UTF-16' },
    });
    expect(await refusal(Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]))).toMatchObject({
      params: { encoding: 'UTF-32' },
    });
  });

  it('end within a character', async () => {
    expect(await refusal(Buffer.from('{"example": ["\u20ac').subarray(0, -1))).toMatchObject({
      code: 'truncated',
      offset: 14,
    });
  });
});

describe('XML that is no report', () => {
  it('declares entities', async () => {
    const laughs =
      '<?xml version="1.0"?>\n<!DOCTYPE example [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n<example>&b;</example>';
    expect(await refusal(laughs)).toMatchObject({ code: 'xml_entity', line: 2, column: 57 });
    const file = '<!DOCTYPE example [<!ENTITY x SYSTEM "file:///etc/passwd">]><example>&x;</example>';
    expect(await refusal(file)).toMatchObject({ code: 'xml_entity', line: 1 });
    const parameter = '<!DOCTYPE example [<!entity % x "y"> %x;]><example/>';
    expect(await refusal(parameter)).toMatchObject({ code: 'xml_entity' });
    const outside = '<!DOCTYPE example [<!ELEMENT example ANY> %outside;]><example/>';
    expect(await refusal(outside)).toMatchObject({ code: 'xml_entity' });
  });

  it('may declare its elements, which changes nothing', async () => {
    const declared = '<!DOCTYPE example [<!ELEMENT example ANY><!ATTLIST example a CDATA "x">]>';
    expect(await refusal(`${declared}<example><group><record/></group></example>`)).toBeUndefined();
    expect(await refusal(`${declared}<example>&a;</example>`)).toMatchObject({ code: 'xml_entity' });
  });

  it('uses an entity that nobody declared', async () => {
    expect(await refusal('<example>\n&nbsp;</example>')).toMatchObject({ code: 'xml_entity', line: 2, column: 6 });
  });

  it('is cut off, badly nested or deep', async () => {
    expect(await refusal('<example><group><record>')).toMatchObject({ code: 'truncated', line: 1, column: 24 });
    expect(await refusal('<example>\n<a></b></example>')).toMatchObject({ code: 'xml_malformed', line: 2, column: 7 });
    expect(await refusal(`<example>${'<a>'.repeat(100_000)}`)).toMatchObject({ code: 'too_deep', column: 777 });
  });

  it('has attributes, texts or records beyond the limits', async () => {
    const limits = { ...READ_LIMITS, attributes: 3, string: 100, record: 400 };
    expect(await refusal('<example a="" b="" c="" d=""/>', limits)).toMatchObject({ code: 'xml_too_many_attributes' });
    expect(await refusal(`<example>${'x'.repeat(101)}</example>`, limits)).toMatchObject({ code: 'too_large_string' });
    const record = `<example><group><record>${'<a/>'.repeat(20)}</record></group></example>`;
    expect(await refusal(record, limits)).toMatchObject({ code: 'too_large_record', path: 'example/group/record/a' });
  });

  it('claims another encoding', async () => {
    const latin = '<?xml version="1.0" encoding="ISO-8859-1"?><example/>';
    expect(await refusal(latin)).toMatchObject({ code: 'encoding_unsupported', params: { encoding: 'ISO-8859-1' } });
  });
});

describe('CSV that is no report', () => {
  it('has rows of another length', async () => {
    expect(await refusal('rule,path\na,b\n"c\nd",e,f\n')).toMatchObject({ code: 'csv_ragged', line: 3 });
  });

  it('names a column twice or never closes a quote', async () => {
    expect(await refusal('rule,path,rule\n1,2,3\n')).toMatchObject({ code: 'csv_header', params: { column: 'rule' } });
    expect(await refusal('rule,path\n"a,b\n')).toMatchObject({ code: 'truncated', line: 2 });
  });
});

describe('files that are something else', () => {
  it('are empty', async () => {
    expect(await refusal('')).toMatchObject({ code: 'empty_file' });
    expect(await refusal(' \n\t ')).toMatchObject({ code: 'empty_file' });
    expect(await refusal('\ufeff')).toMatchObject({ code: 'empty_file' });
  });

  it('are the page of a login', async () => {
    const page = '\n<!-- sso -->\n<!DOCTYPE html>\n<html><body><form action="/login"></form></body></html>';
    expect(await refusal(page)).toMatchObject({ code: 'html_page', line: 1, column: 1 });
    expect(await refusal('<HTML><head></head></HTML>')).toMatchObject({ code: 'html_page' });
  });

  it('are binaries', async () => {
    expect(await refusal('%PDF-1.7')).toMatchObject({ code: 'binary_file', params: { kind: 'PDF' } });
  });

  it('are JSON of an unknown kind', async () => {
    expect(await refusal('{"foo": 1, "bar": []}')).toMatchObject({
      code: 'unknown_format',
      params: { seen: 'foo, bar' },
    });
    expect(await refusal('just text')).toMatchObject({ code: 'unknown_format', params: { seen: 'just text' } });
  });
});

/** Deflated zeros without end: a block that was flushed stands alone and can be repeated. */
async function zeros(kind: 'gzip' | 'raw', megabytes: number): Promise<ByteSource> {
  const stream = kind === 'gzip' ? createGzip({ level: 9 }) : createDeflateRaw({ level: 9 });
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const flushed = () => new Promise<void>((resolve) => stream.flush(constants.Z_FULL_FLUSH, resolve));
  const block = Buffer.alloc(1024 * 1024, ' ');
  stream.write(block);
  await flushed();
  const first = Buffer.concat(chunks.splice(0));
  stream.write(block);
  await flushed();
  const more = Buffer.concat(chunks.splice(0));
  return async function* () {
    yield first;
    for (let index = 1; index < megabytes; index++) yield more;
  };
}

/** The temporary zips that this process holds open. */
async function openZips(): Promise<string[]> {
  const folder = '/proc/self/fd';
  const files = await Promise.all((await readdir(folder)).map((fd) => readlink(`${folder}/${fd}`).catch(() => '')));
  return files.filter((file) => file.includes('/lagebild-zip-'));
}

describe('archives', () => {
  it('are bombs of 10 GB', async () => {
    expect(await refusalOf(await zeros('gzip', 10_240), EXAMPLES)).toMatchObject({ code: 'zip_bomb' });
    const parts: Uint8Array[] = [];
    for await (const part of (await zeros('raw', 10_240))()) parts.push(part);
    const honest = zipOf([{ name: 'a.json', deflated: Buffer.concat(parts), size: 10_240 * 1024 * 1024 }]);
    expect(await refusal(honest)).toMatchObject({ code: 'zip_bomb', entry: 'a.json' });
    const lying = zipOf([{ name: 'a.json', deflated: Buffer.concat(parts.slice(0, 300)), size: 1_000 }]);
    expect(await refusal(lying)).toMatchObject({ code: 'archive_corrupt', entry: 'a.json' });
  });

  it('hold archives', async () => {
    const inner = gzipSync('{"example": []}');
    expect(await refusal(gzipSync(inner))).toMatchObject({ code: 'archive_nested' });
    expect(await refusal(zipOf([{ name: 'a.json.gz', content: inner }]))).toMatchObject({ code: 'archive_nested' });
  });

  it('are cut off, broken, encrypted or empty', async () => {
    const packed = gzipSync(`{"example": [${'"0123456789",'.repeat(1_000)}1]}`);
    expect(await refusal(packed.subarray(0, 60))).toMatchObject({ code: 'archive_corrupt' });
    const zip = zipOf([{ name: 'a.json', content: Buffer.from('{"example": []}') }]);
    expect(await refusal(zip.subarray(0, zip.length - 30))).toMatchObject({ code: 'archive_corrupt' });
    const locked = zipOf([{ name: 'a.json', content: Buffer.from('{"example": []}'), encrypted: true }]);
    expect(await refusal(locked)).toMatchObject({ code: 'archive_encrypted', entry: 'a.json' });
    expect(await refusal(zipOf([]))).toMatchObject({ code: 'archive_empty' });
  });

  it('hold two files of one name', async () => {
    const content = Buffer.from('{"example": [1]}');
    const twice = zipOf([
      { name: 'a.json', content },
      { name: 'a.json', content },
    ]);
    expect(await refusal(twice)).toMatchObject({ code: 'archive_duplicate_name', entry: 'a.json' });
  });

  it.skipIf(process.platform !== 'linux')('leave no file open when they are refused', async () => {
    const content = Buffer.from('{"example": []}');
    for (let times = 0; times < 5; times++) await refusal(zipOf([{ name: 'a.json', content, encrypted: true }]));
    await expect.poll(openZips).toEqual([]);
  });

  it('are read when they are sound', async () => {
    expect(await refusal(gzipSync('{"example": [1]}'))).toBeUndefined();
    const two = zipOf([
      { name: 'reports/a.json', content: Buffer.from('{"example": [1]}') },
      { name: '__MACOSX/._a.json', content: Buffer.from('\0\0') },
      { name: 'b.xml', content: Buffer.from('<example/>') },
    ]);
    expect(await refusal(two)).toBeUndefined();
  });
});

describe('sound reports without findings', () => {
  it('are valid', async () => {
    expect(await refusal('{"example": []}')).toBeUndefined();
    expect(await refusal('<!DOCTYPE example><example/>')).toBeUndefined();
    expect(await refusal('rule,path\n')).toBeUndefined();
  });
});
