/**
 * Return the address if it is http or https, else null: javascript: and data: never become a link.
 * @param {string | null | undefined} text
 */
function webAddress(text) {
  const address = URL.canParse(text ?? "") ? new URL(text ?? "") : null;
  return address && /^https?:$/.test(address.protocol) ? address.href : null;
}
