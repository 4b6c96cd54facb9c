/** Base64 with its padding and nothing else (RFC 4648, 3 and 4), which is what SASL data and SCRAM attributes are. */
const pattern = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u;

/** The bytes of base64 text; undefined where it is none, which Node's own decoder passes over. */
export function fromBase64(text: string): Buffer | undefined {
  return pattern.test(text) ? Buffer.from(text, 'base64') : undefined;
}
