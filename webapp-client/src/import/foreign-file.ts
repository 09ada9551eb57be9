/**
 * Says what a file is when it is plainly no table of text, with what to do about it; null when it may be one.
 * Telling an Excel workbook from its bytes spares the user a screen full of unreadable rows.
 */
export function foreignFileMessage(bytes: Uint8Array): string | null {
  const known = SIGNATURES.find(({ signature }) => signature.every((byte, index) => bytes[index] === byte));
  return known?.message ?? null;
}

/** The same for formats that are text; `text` may be the beginning of the file only. */
export function foreignTextMessage(text: string): string | null {
  const head = text.slice(0, 2000).trimStart();
  if (/^OFXHEADER|<\?OFX|<OFX>/i.test(head)) {
    return `This is a bank statement in OFX format, not a table. ${EXPORT_AS_CSV}`;
  }
  if (/^!(Type|Account|Option):/i.test(head)) return `This is a QIF file, not a table. ${EXPORT_AS_CSV}`;
  if (/^(:20:|\{1:F01)/.test(head)) return `This is a SWIFT MT940 statement, not a table. ${EXPORT_AS_CSV}`;
  if (/^<(!doctype|\?xml|html|[a-z]+[\s>])/i.test(head)) {
    return `This is an HTML or XML document, not a table. ${EXPORT_AS_CSV}`;
  }
  if (/^(\{\s*["}]|\[\s*[[{])/.test(head)) return `This is a JSON document, not a table. ${EXPORT_AS_CSV}`;
  if (/^\{\\rtf/.test(head)) return `This is an RTF document, not a table. ${EXPORT_AS_CSV}`;
  return null;
}

/** The same for whatever else is no text: it is full of control characters, which no table has. */
export function binaryMessage(text: string): string | null {
  const head = text.slice(0, 4000);
  let controls = 0;
  for (const character of head) if (character < ' ' && !'\t\n\v\f\r'.includes(character)) controls++;
  // A few of them in a text are for the user to look at, line by line.
  const isBinary = controls >= 8 && controls > head.length * 0.04;
  return isBinary ? `This is a binary file, not a table of text. ${EXPORT_AS_CSV}` : null;
}

const EXPORT_AS_CSV = 'Export the records as CSV or tab-separated text and choose that file.';
const SAVE_AS_CSV = 'Open it, save the sheet as CSV and choose that file.';

const SIGNATURES = [
  {
    signature: [0x50, 0x4b, 0x03, 0x04],
    message: `This is an Excel or OpenDocument workbook (or a ZIP file). ${SAVE_AS_CSV}`,
  },
  { signature: [0xd0, 0xcf, 0x11, 0xe0], message: `This is an old Excel workbook. ${SAVE_AS_CSV}` },
  { signature: [0x25, 0x50, 0x44, 0x46], message: `This is a PDF document, not a table. ${EXPORT_AS_CSV}` },
  {
    signature: [0x1f, 0x8b],
    message: 'This file is compressed (gzip). Unpack it and choose the file inside.',
  },
  { signature: [0x89, 0x50, 0x4e, 0x47], message: `This is a picture, not a table. ${EXPORT_AS_CSV}` },
  { signature: [0xff, 0xd8, 0xff], message: `This is a picture, not a table. ${EXPORT_AS_CSV}` },
];
