// A link as a QR code that a phone reads from a screen at arm's length; longer links have none.
import { encodeQR } from 'qr'

/** Modules of a side, the quiet zone not counted: version 15 of the standard. */
const MOST_MODULES = 77
/** Light modules around, as the standard wants. */
const QUIET = 4
/** The share of damage that can be mended, where there is room for it. */
const CORRECTIONS = ['medium', 'low'] as const

export type QrCode =
  /** Address of a picture, dark on light. */
  { readonly ok: true; readonly image: string } | { readonly ok: false; readonly problem: string }

export function qrCodeOf(text: string): QrCode {
  const ecc = CORRECTIONS.find((each) => modulesOf(text, each) <= MOST_MODULES)
  if (ecc === undefined) {
    return {
      ok: false,
      problem:
        `The link has ${text.length} characters: too many for a code that a phone reads well. ` +
        'Send the link itself, or take out the note.',
    }
  }
  const svg = encodeQR(text, 'svg', { ecc, border: QUIET })
  return { ok: true, image: `data:image/svg+xml,${encodeURIComponent(svg)}` }
}

/** Infinity beyond the largest code of all. */
function modulesOf(text: string, ecc: (typeof CORRECTIONS)[number]): number {
  try {
    return encodeQR(text, 'raw', { ecc, border: QUIET }).length - 2 * QUIET
  } catch {
    return Infinity
  }
}
