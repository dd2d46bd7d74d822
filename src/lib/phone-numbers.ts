/**
 * A whole number with its country (E.164, at least seven digits): what a family can be answered at. Short codes and
 * names of senders are none.
 */
export const phoneNumber = /^\+[1-9]\d{6,14}$/;

/** Hides the middle of an E.164 number for logs and lists: `+12035550142` reads `+1203•••0142`. */
export function maskNumber(e164: string): string {
  return e164.length < 9 ? '•••' : `${e164.slice(0, 5)}•••${e164.slice(-4)}`;
}
