/** How long a password of one's own is, in characters: long rather than odd (NIST SP 800-63B). */
export const passwordLength = { min: 12, max: 128 };
