import { describe, expect, it } from 'vitest';
import { awsEcosystem, stableResource, withoutDetails } from '@/lib/imports/parsers/aws';

describe('aws', () => {
  it.each([
    [`arn:aws:ecr:us-east-1:012345678901:repository/shop/api/sha256:${'d6'.repeat(32)}`, 'repository/shop/api'],
    ['arn:aws:lambda:us-east-1:012345678901:function:mail:$LATEST', 'function:mail'],
    ['arn:aws-cn:lambda:cn-north-1:012345678901:function:mail:12', 'function:mail'],
    ['arn:aws:lambda:us-east-1:012345678901:function:mail', 'function:mail'],
    ['i-0b22a22eec53b9321', 'i-0b22a22eec53b9321'],
  ])('calls %s what it stays', (id, end) => {
    expect(stableResource(id).endsWith(end)).toBe(true);
  });

  it.each([
    ['OS', 'AMAZON_LINUX_2', 'amazon'],
    ['OS', 'DEBIAN_10', 'debian'],
    ['OS', 'UBUNTU_22_04', 'ubuntu'],
    ['OS', 'WINDOWS_SERVER_2019', 'generic'],
    ['NODEPKG', '', 'npm'],
    ['JAR', '', 'jar'],
  ])('takes packages of %s on %s for %s', (manager, platform, ecosystem) => {
    expect(awsEcosystem(manager, platform)).toBe(ecosystem);
  });

  it('leaves the inside of resources out of a record, and nothing else', () => {
    const record = { Id: 'x', Resources: [{ Id: 'r', Details: { key: 'secret' } }, 'odd'] };
    expect(JSON.parse(withoutDetails(record, 'Resources', 'Details'))).toEqual({
      Id: 'x',
      Resources: [{ Id: 'r' }, 'odd'],
    });
  });
});
