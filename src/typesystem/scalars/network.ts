import { isIP } from 'node:net';

/** True for an IPv4 or IPv6 address, with or without the length of its network prefix. */
export function isNetworkAddress(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || address.includes('%') || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
}

/** True if no bit to the right of the prefix is set, as PostgreSQL's `cidr` demands. */
export function isNetwork(text: string): boolean {
  if (!isNetworkAddress(text)) return false;
  const [address = '', prefix] = text.split('/');
  if (prefix === undefined) return true;
  const bits = addressBits(address);
  return !bits.slice(Number(prefix)).includes('1');
}

function addressBits(address: string): string {
  if (isIP(address) === 4)
    return address
      .split('.')
      .map((part) => binary(Number(part), 8))
      .join('');
  return expandIPv6(address)
    .map((group) => binary(Number.parseInt(group, 16), 16))
    .join('');
}

function expandIPv6(address: string): string[] {
  const embedded = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const plain = embedded
    ? `${embedded[1] ?? ''}${hexadecimal(embedded[2], embedded[3])}:${hexadecimal(embedded[4], embedded[5])}`
    : address;
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  return [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right];
}

function hexadecimal(high = '0', low = '0'): string {
  return (Number(high) * 256 + Number(low)).toString(16);
}

function binary(value: number, width: number): string {
  return value.toString(2).padStart(width, '0');
}
