import { describe, expect, it } from 'vitest';
import { jsonOf } from '@/lib/core/json';
import { each, fieldsOf, inner, listed, said } from '@/lib/events/shapes/microsoft/fields';
import { keyOf } from '@/lib/events/shapes/microsoft/marks';
import { accountOf, merged, pathOf, placesOfResource } from '@/lib/events/shapes/microsoft/places';

const fields = (text: string) => fieldsOf(jsonOf(text));

describe('members of a record', () => {
  it('are found in any letter case; of two spellings the one that says something', () => {
    expect(said(fields('{"clientIP":"a"}'), 'clientIp')).toBe('a');
    expect(said(fields('{"TenantId":null,"tenantId":"t"}'), 'TENANTID')).toBe('t');
  });

  it('are texts, numbers and truth values, the first that is not blank', () => {
    const record = fields('{"a":" ","b":null,"c":5,"d":false,"e":{}}');
    expect([said(record, 'a', 'b', 'c'), said(record, 'd'), said(record, 'e'), said(record, 'f')]).toEqual([
      '5',
      'false',
      '',
      '',
    ]);
  });

  it('may be JSON in strings; what is broken there is nothing', () => {
    const record = fields('{"a":"{\\"b\\":{\\"c\\":1}}","list":"[{\\"d\\":2},3,null]","broken":"{\\"b\\":"}');
    expect(said(inner(record, 'a', 'b'), 'c')).toBe('1');
    expect(each(record, 'list').map((one) => said(one, 'd'))).toEqual(['2']);
    expect([inner(record, 'broken', 'b').size, each(record, 'broken')]).toEqual([0, []]);
  });

  it('are its own: prototypes say nothing', () => {
    const record = fields('{"__proto__":{"name":"x"}}');
    expect([said(record, 'name'), said(record, 'constructor'), said(inner(record, '__proto__'), 'name')]).toEqual([
      '',
      '',
      'x',
    ]);
  });

  it('may be lists in several spellings', () => {
    expect(listed(fields('{"a":["x",1,null," "],"b":"[\\"y\\"]","c":"z, w"}'), 'a', 'b', 'c', 'd')).toEqual([
      'x',
      '1',
      'y',
      'z',
      'w',
    ]);
  });
});

describe('places', () => {
  it.each([
    ['/subscriptions/s/resourcegroups/r/providers/microsoft.compute/virtualmachines/vm1', { host: 'vm1' }],
    ['/SUBSCRIPTIONS/S/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.CONTAINERSERVICE/MANAGEDCLUSTERS/AKS', { cluster: 'AKS' }],
    ['/subscriptions/s/resourceGroups/r/providers/Microsoft.Sql/servers/s1/databases/d1', { host: 's1' }],
    ['/subscriptions/s', {}],
    ['', {}],
  ])('of the resource %j', (id, places) => {
    expect(placesOfResource(id)).toEqual(places);
  });

  it.each([
    ['C:\\Temp', 'a.exe', 'C:\\Temp\\a.exe'],
    ['/tmp/', 'x', '/tmp/x'],
    ['c:\\windows\\powershell.exe', 'PowerShell.exe', 'c:\\windows\\powershell.exe'],
    ['', 'x', 'x'],
  ])('of a file: %j and %j', (folder, name, path) => {
    expect(pathOf(folder, name)).toBe(path);
  });

  it('of an account: its sign-in name before its domain and name', () => {
    expect([accountOf('k@x', 'D', 'k'), accountOf('', 'D', 'k'), accountOf('', 'D', '')]).toEqual(['k@x', 'D\\k', '']);
  });

  it('of several: the first that says anything', () => {
    expect(merged({ host: '' }, { host: 'a', actor: 'k' }, { host: 'b' })).toMatchObject({
      host: 'a',
      actor: 'k',
      pod: '',
    });
  });
});

it('keys know no letter case, and none without an id', () => {
  expect([keyOf('/Subscriptions/A', 'New'), keyOf('', 'New')]).toEqual(['/subscriptions/a/new', '']);
});
