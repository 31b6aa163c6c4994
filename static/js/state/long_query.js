/**
 * Queries that are too long for an address, which proxies cut or refuse. What is asked goes as a form then, and a link carries
 * the rest in its fragment; what does both is loaded with the first of them. The server's `address_tail`
 * (antigradient/query/fragment.py) says the same.
 */
import limits from "../../shared/contract/limits.json" with { type: "json" };

/** For whoever has an address: whether it, or its query, is too long. @param {string} query */
export const isLong = (query) => query.length > limits.query;

/** For links to pages: what follows the path, `?…` or `?…&fragment=1#query=…`; nothing of an empty query. @param {string} query */
export const addressTail = async (query) => (isLong(query) ? (await import("./fragment.js")).packedTail(query) : query && `?${query}`);

/** For questions: asks for an address; a long one's query goes as a form. @param {string} url @param {RequestInit} [options] */
export const send = async (url, options) => (isLong(url) ? (await import("./fragment.js")).post(url, options) : fetch(url, options));
