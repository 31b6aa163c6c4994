/** Long queries: packed into the fragment of an address, unpacked out of it, and sent as a form. */
import limits from "../../shared/contract/limits.json" with { type: "json" };

/** What is sent as a form. */
const FORM = "application/x-www-form-urlencoded";
/** In a fragment: what is packed, and the digit of how: deflated (RFC 1951), in base64url. */
const PACKED = /(?:^#?|&)query=1([\w-]+)/;

/**
 * For addresses and bodies: a query in two, its longest names apart until the rest is short enough.
 *
 * @param {string} query
 */
export function partsOf(query) {
  const pieces = query.split("&").filter(Boolean);
  /** @type {Set<number>} */
  const longest = new Set();
  let length = query.length;
  for (const [index, piece] of [...pieces.entries()].sort(([, one], [, other]) => other.length - one.length)) {
    if (length <= limits.query) break;
    longest.add(index);
    length -= piece.length + 1;
  }
  const joined = (/** @type {boolean} */ there) => pieces.filter((_, index) => longest.has(index) === there).join("&");
  return { short: joined(false), long: joined(true) };
}

/** For `addressTail`: `?…&fragment=1#query=…`; the long query itself where the browser cannot pack it. @param {string} query */
export async function packedTail(query) {
  if (!("CompressionStream" in globalThis)) return `?${query}`;
  const { short, long } = partsOf(query);
  return `?${[short, "fragment=1"].filter(Boolean).join("&")}#${await packed(long)}`;
}

/** For `packedTail`: a query as a fragment has it. @param {string} query */
export async function packed(query) {
  const deflated = await new Response(new Blob([query]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer();
  const bytes = Array.from(new Uint8Array(deflated), (byte) => String.fromCharCode(byte)).join("");
  return `query=1${btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** For a page that an address with a fragment leads to: of no use; the message is what the server is told of why. */
export class Unusable extends Error {}

/**
 * For a page that an address with a fragment leads to: the query in the fragment, of at most so many bytes. Throws `Unusable`.
 *
 * @param {string} fragment
 * @param {number} most
 */
export async function unpacked(fragment, most) {
  const text = PACKED.exec(fragment)?.[1];
  if (!text) throw new Unusable(fragment.includes("query=") ? "unreadable" : "missing");
  if (!("DecompressionStream" in globalThis)) throw new Unusable("unsupported");
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  let size = 0;
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    for (let { value } = await reader.read(); value; { value } = await reader.read()) {
      parts.push(value);
      size += value.length;
      if (size <= most) continue;
      reader.cancel().catch(() => {}); // what is still to come may be without end
      throw new Unusable("too_long");
    }
    return new TextDecoder("utf-8", { fatal: true }).decode(await new Blob(parts).arrayBuffer());
  } catch (error) {
    throw error instanceof Unusable ? error : new Unusable("unreadable");
  }
}

/** For `send`: asks for an address whose longest names go as a form. @param {string} url @param {RequestInit} [options] */
export function post(url, options) {
  const { address, long } = formOf(url);
  return fetch(address, { ...options, method: "POST", headers: { ...options?.headers, "Content-Type": FORM }, body: long });
}

/** For links to files: lets the browser save what a long address leads to. @param {string} url */
export function save(url) {
  const { address, long } = formOf(url);
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  for (const [name, value] of new URLSearchParams(long)) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    form.append(input);
  }
  form.hidden = true;
  document.body.append(form);
  form.submit();
  form.remove();
}

/** For whoever asks by a form: the address without its longest names, and these. @param {string} url */
export function formOf(url) {
  const cut = url.indexOf("?");
  const { short, long } = partsOf(url.slice(cut + 1));
  return { address: url.slice(0, cut) + (short && `?${short}`), long };
}
