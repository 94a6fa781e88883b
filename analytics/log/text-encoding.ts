/** How the text of a file is written: told by its byte order mark, or judged by its bytes. Decoding itself is TextDecoder's. */

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1257', 'windows-1252', 'iso-8859-13'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export interface FoundEncoding {
  readonly encoding: Encoding;
  readonly byteOrderMark: boolean;
  /** 0 to 1: 1 where the bytes leave no choice, 0.5 where another encoding reads as well. */
  readonly confidence: number;
}

/** Judges by the first bytes; the last character may be cut. */
export function detectEncoding(bytes: Uint8Array): FoundEncoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return { encoding: 'utf-8', byteOrderMark: true, confidence: 1 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', byteOrderMark: true, confidence: 1 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', byteOrderMark: true, confidence: 1 };
  return { byteOrderMark: false, ...(wide(bytes) ?? (isUtf8(bytes) ? { encoding: 'utf-8', confidence: 1 } : eightBit(bytes))) };
}

/** Of UTF-16 every second byte of Latin letters is 0, which no other text has. */
function wide(bytes: Uint8Array): { readonly encoding: Encoding; readonly confidence: number } | undefined {
  const zeros = [0, 0];
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0) zeros[at % 2]!++;
  const [even = 0, odd = 0] = zeros;
  if (odd > bytes.length / 8 && even < odd / 8) return { encoding: 'utf-16le', confidence: 0.9 };
  return even > bytes.length / 8 && odd < even / 8 ? { encoding: 'utf-16be', confidence: 0.9 } : undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** ą č ę ė į š ų ū ž and their capitals: the same bytes in windows-1257 and iso-8859-13. */
const LITHUANIAN = new Set([
  0xe0, 0xe8, 0xe6, 0xeb, 0xe1, 0xf0, 0xf8, 0xfb, 0xfe, 0xc0, 0xc8, 0xc6, 0xcb, 0xc1, 0xd0, 0xd8, 0xdb, 0xde,
]);
/** é ö ü ä ß ñ ç ó ô ê and capitals: what Western text has that is rare or nothing in Baltic text. */
const WESTERN = new Set([0xe9, 0xf6, 0xfc, 0xe4, 0xdf, 0xf1, 0xe7, 0xf3, 0xf4, 0xea, 0xc9, 0xd6, 0xdc, 0xc4, 0xd1, 0xc7]);

function eightBit(bytes: Uint8Array): { readonly encoding: Encoding; readonly confidence: number } {
  let [baltic, western, controls, quotes] = [0, 0, 0, 0];
  for (const byte of bytes) {
    if (LITHUANIAN.has(byte)) baltic++;
    else if (WESTERN.has(byte)) western++;
    else if (byte >= 0x80 && byte <= 0x9f) controls++;
    else if (byte === 0xa1 || byte === 0xa5 || byte === 0xb4) quotes++;
  }
  if (western > baltic) return { encoding: 'windows-1252', confidence: western / (baltic + western) };
  const confidence = baltic === 0 ? 0.5 : baltic / (baltic + western);
  // Where the Windows table has its quotes and dashes the standard has control characters, and its own quotes elsewhere.
  return { encoding: quotes > 0 && controls === 0 ? 'iso-8859-13' : 'windows-1257', confidence };
}
