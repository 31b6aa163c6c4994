/**
 * Asking the server. A newer question of the same kind replaces an older one, which is aborted.
 */
import * as words from "#words";
import { send } from "./long_query.js";

/**
 * For whoever asks the server: a refusal or a failure, with a sentence for the reader; `errors` where the server named
 * parameters.
 */
export class Trouble extends Error {
  /**
   * @param {string} message
   * @param {import("./types.js").Refused[]} [errors]
   * @param {number} [status] of the reply; 0: there was none, or it was not ours
   * @param {string | null} [retryAfter] the reply's header
   */
  constructor(message, errors = [], status = 0, retryAfter = null) {
    super(message);
    this.errors = errors;
    this.retryAfter = retryAfter;
    /** Whether the server, or what stands before it, has too much to do or is not up. */
    this.busy = [429, 502, 503, 504].includes(status);
    /** Whether it may pass by itself. */
    this.passing = this.busy || !status;
    /** Whether the same question would be refused again; too many requests (429) or a timeout (408) may be tried again. */
    this.refused = status >= 400 && status < 500 && ![408, 425, 429].includes(status);
  }
}

/** For panels and the requester: the sentence where the server cannot be reached. */
export const NO_ANSWER = words.trouble_no_answer();

/**
 * For the loader and for panels that ask the server: a function for one kind of question, url → parsed reply. With `keep` > 1
 * the oldest question under way may finish although newer ones wait: on a slow network a drag would otherwise abort every
 * answer before it arrives, and the picture would stand still.
 *
 * @param {(url: string, options: { signal: AbortSignal }) => Promise<Response>} ask
 * @param {number} keep how many questions may be under way at once
 */
export function createRequester(ask = send, keep = 2) {
  /** @type {{ number: number, abort: AbortController }[]} */
  let under_way = [];
  let asked = 0;
  let answered = 0;

  /**
   * The parsed answer, or null where a newer one has been given or the question was replaced.
   *
   * @param {string} url
   * @param {RequestInit} [more] how it is asked, where that is no GET
   * @returns {Promise<any | null>}
   */
  return async function question(url, more) {
    const me = { number: ++asked, abort: new AbortController() };
    for (const replaced of under_way.splice(keep - 1)) replaced.abort.abort();
    under_way.push(me);
    try {
      // No address that is asked for is redirected by us.
      const response = await ask(url, { redirect: "manual", ...more, signal: me.abort.signal });
      if (!response.ok) throw await troubleOf(response);
      const body = await (isHtml(response) ? Promise.reject(notOurs()) : response.json());
      if (me.number < answered) return null;
      answered = me.number;
      return body;
    } catch (error) {
      if (me.abort.signal.aborted) return null;
      if (me.number < asked) return null; // a newer question is under way: the failure of an old one is not told
      throw error instanceof Trouble ? error : new Trouble(NO_ANSWER);
    } finally {
      under_way = under_way.filter((other) => other !== me);
    }
  };
}

/** The trouble of a reply that came from another than the server, as from a network that wants its readers to sign in first. */
const notOurs = () => new Trouble(words.trouble_not_ours());
/** @param {Response} response */
const isHtml = ({ headers }) => headers.get("Content-Type")?.startsWith("text/html");

/**
 * A reply that is not ok as a `Trouble` with one sentence; a proxy on the way may send no problem+json.
 *
 * @param {Response} response
 */
async function troubleOf(response) {
  const { status, headers } = response;
  if (!status || status === 511) return notOurs(); // a redirect; Network Authentication Required
  const { detail, errors } = await response.json().catch(() => ({}));
  return new Trouble(detail ? words.trouble_refused({ detail }) : words.trouble_status({ status }), errors, status, headers.get("Retry-After"));
}
