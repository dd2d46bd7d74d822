/** Hides the middle of an E.164 number for logs and lists: `+12035550142` reads `+1203•••0142`. */
export function maskNumber(e164: string): string {
  return e164.length < 9 ? '•••' : `${e164.slice(0, 5)}•••${e164.slice(-4)}`;
}
