import { describe, expect, it } from 'vitest';
import {
  branchName,
  imageWithoutTag,
  normalisePath,
  normaliseUrl,
  packageIdentity,
  packageOfPurl,
  purlWithoutVersion,
  snippetHash,
} from '@/lib/imports/parsers/normalise';

describe('normalisePath', () => {
  it.each([
    './src/a.ts',
    '/src/a.ts',
    'src\\a.ts',
    'file:///src/a.ts',
    'C:\\src\\a.ts',
    'src//lib/../a.ts',
    'src/./a.ts',
  ])('%s is src/a.ts', (path) => expect(normalisePath(path)).toBe('src/a.ts'));

  it('keeps what leads out of the root, and the case of names', () => {
    expect(normalisePath('../Shared/A.ts')).toBe('../Shared/A.ts');
    expect(normalisePath('../../a')).toBe('../../a');
  });
});

describe('normaliseUrl', () => {
  it.each([
    ['HTTPS://Shop.Example:443/Cart?b=2&a=1&a=3#top', 'https://shop.example/Cart?a&b'],
    ['http://shop.example', 'http://shop.example/'],
    ['https://user:pass@shop.example:8443/x', 'https://shop.example:8443/x'],
    ['/cart?id=3', '/cart'],
    ['shop.example:8080/x', 'shop.example:8080/x'],
  ])('%s is %s', (url, expected) => expect(normaliseUrl(url)).toBe(expected));
});

describe('purlWithoutVersion', () => {
  it.each([
    ['pkg:npm/%40babel/Core@7.1.0?x=y#lib', 'pkg:npm/@babel/core'],
    ['pkg:npm/@babel/core@7.1.0', 'pkg:npm/@babel/core'],
    ['pkg:npm/@babel/core', 'pkg:npm/@babel/core'],
    ['pkg:pypi/Flask_Login@0.1', 'pkg:pypi/flask-login'],
    ['pkg:deb/debian/openssl@1.1.1n-0+deb11u4?arch=amd64&distro=debian-11', 'pkg:deb/debian/openssl'],
    ['pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1', 'pkg:maven/org.apache.logging.log4j/log4j-core'],
    ['pkg:generic/busybox@1.32.1', 'pkg:generic/busybox'],
    ['pkg:npm/%zz@1', 'pkg:npm/%zz'],
    ['no purl', 'no purl'],
  ])('%s is %s', (purl, expected) => expect(purlWithoutVersion(purl)).toBe(expected));

  it('agrees with the type and name of tools without package URLs', () => {
    expect(packageIdentity('java-archive', 'org.x:Core')).toBe(purlWithoutVersion('pkg:maven/org.x/Core@1'));
    expect(packageIdentity('python', 'Flask.Login')).toBe(purlWithoutVersion('pkg:pypi/flask-login@1'));
  });
});

it('does not see indentation in a snippet', () => {
  expect(snippetHash('  if (a) {\n    b();\n')).toBe(snippetHash('if (a) {\n\tb();'));
  expect(snippetHash('ab')).not.toBe(snippetHash('a b'));
});

describe('packageOfPurl', () => {
  it.each([
    ['pkg:npm/%40pico/merge@1.2.3?arch=x#sub', '@pico/merge', '1.2.3'],
    ['pkg:npm/@pico/merge', '@pico/merge', ''],
    ['pkg:maven/org.pico/merge@1.2.3', 'org.pico:merge', '1.2.3'],
    ['pkg:golang/pico.example/a/b@v1.0.0', 'pico.example/a/b', 'v1.0.0'],
    ['pkg:deb/debian/libpico@1%3A2.3', 'debian/libpico', '1:2.3'],
  ])('%s is %s %s', (purl, name, version) => expect(packageOfPurl(purl)).toEqual({ name, version }));

  it('does not guess at what is no package URL', () => {
    expect(packageOfPurl('merge@1.2.3')).toBeUndefined();
    expect(packageOfPurl('pkg:npm')).toBeUndefined();
  });
});

describe('imageWithoutTag', () => {
  it.each([
    ['nginx', 'nginx'],
    ['nginx:1.27', 'nginx'],
    ['registry:5000/shop/api', 'registry:5000/shop/api'],
    ['registry:5000/shop/api:1.2@sha256:d667', 'registry:5000/shop/api'],
    ['shop/api@sha256:d667', 'shop/api'],
    ['sha256:d667', 'sha256:d667'],
    ['C:\\images\\api.tar', 'C:\\images\\api.tar'],
    ['', ''],
  ])('%s is %s', (image, bare) => expect(imageWithoutTag(image)).toBe(bare));
});

describe('branchName', () => {
  it.each([
    ['main', 'main'],
    ['refs/heads/feature/x', 'feature/x'],
    ['refs/pull/7/merge', 'refs/pull/7/merge'],
  ])('%s is %s', (ref, name) => expect(branchName(ref)).toBe(name));
});
