/** The character sets that a file may be read in; the first is tried first. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1256',
] as const;

/** The name of a character set, as `TextDecoder` knows it. */
export type Encoding = (typeof ENCODINGS)[number];

/** The text of a file and the character set it was read in. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
}

/**
 * The text of a file, without a byte order mark. Without a wish for a character set: UTF-16 where a byte order
 * mark or the zero bytes of plain letters tell it, UTF-8 where the bytes are valid UTF-8, else windows-1252,
 * which never fails but may show other letters than the author's; that is why the user can choose.
 */
export function decodeText(bytes: Uint8Array, wish?: Encoding): DecodedText {
  const encoding = wish ?? utf16Of(bytes) ?? 'utf-8';
  if (wish === undefined && encoding === 'utf-8') {
    try {
      return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding };
    } catch (notUtf8) {
      if (!(notUtf8 instanceof TypeError)) throw notUtf8;
      return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
    }
  }
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

function utf16Of(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // No mark: in UTF-16 every second byte of plain letters and digits is zero.
  const head = bytes.subarray(0, 1000);
  const zeros = [0, 0];
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length * 0.3 && even < head.length * 0.05) return 'utf-16le';
  if (even > head.length * 0.3 && odd < head.length * 0.05) return 'utf-16be';
  return null;
}
