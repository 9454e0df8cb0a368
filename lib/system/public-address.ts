import { BlockList, isIP } from 'node:net';

/** Not for everybody's traffic: IANA's special-purpose registry for IPv4, with multicast and the reserved end. */
const closed4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
/** Inside global unicast, yet protocol assignments (with Teredo), documentation or 6to4: the latter three carry other addresses. */
const closed6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const refused4 = new BlockList();
for (const [net, prefix] of closed4) refused4.addSubnet(net, prefix, 'ipv4');
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');
const refused6 = new BlockList();
for (const [net, prefix] of closed6) refused6.addSubnet(net, prefix, 'ipv6');

/**
 * True for an address that anybody may be reached at. False for loopback, private, link-local, shared (CGNAT), multicast, reserved and
 * documentation ranges, for every IPv6 address that is no global unicast one (mapped and translated IPv4 among them), and for
 * what is no address. Source: IANA special-purpose address registries, RFC 6890.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !refused4.check(address, 'ipv4');
  if (family !== 6 || address.includes('%')) return false;
  return global6.check(address, 'ipv6') && !refused6.check(address, 'ipv6');
}
