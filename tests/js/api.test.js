import assert from "node:assert/strict";
import { test } from "node:test";
import { createRequester, NO_ANSWER, Trouble } from "../../static/js/state/api.js";

/** A server whose answers come when the test says so. */
function slow() {
  const asked = [];
  const ask = (url, { signal }) =>
    new Promise((answer, fail) => {
      signal.addEventListener("abort", () => fail(new DOMException("aborted", "AbortError")));
      asked.push({ url, signal, fail, answer: (body, status = 200) => answer(new Response(JSON.stringify(body), { status })) });
    });
  return { asked, ask };
}

test("an answer", async () => {
  const { asked, ask } = slow();
  const answer = createRequester(ask)("/a");
  asked[0].answer({ a: 1 });
  assert.deepEqual(await answer, { a: 1 });
});

test("a drag: the first question finishes, those between are aborted, the last is answered", async () => {
  const { asked, ask } = slow();
  const question = createRequester(ask);
  const answers = ["/1", "/2", "/3", "/4"].map((url) => question(url));
  assert.deepEqual(
    asked.map(({ signal }) => signal.aborted),
    [false, true, true, false],
  );
  asked[3].answer({ is: 4 });
  assert.deepEqual(await answers[3], { is: 4 });
  asked[0].answer({ is: 1 });
  assert.deepEqual(await Promise.all(answers.slice(0, 3)), [null, null, null]);
});

test("with room for one, every new question aborts the old", () => {
  const { asked, ask } = slow();
  const question = createRequester(ask, 1);
  question("/1");
  question("/2");
  assert.deepEqual(
    asked.map(({ signal }) => signal.aborted),
    [true, false],
  );
});

test("trouble with an old question is nobody's trouble", async () => {
  const { asked, ask } = slow();
  const question = createRequester(ask);
  const [old, recent] = [question("/1"), question("/2")];
  asked[0].fail(new TypeError("network"));
  asked[1].answer({ ok: true });
  assert.equal(await old, null);
  assert.deepEqual(await recent, { ok: true });
});

const html = { "Content-Type": "text/html; charset=utf-8" };
const NOT_OURS = /not the server's answer/;
for (const [name, reply, said, passing] of [
  ["a refusal", () => new Response('{"detail": "eta must be at most 3."}', { status: 422 }), /eta must be at most 3\./, false],
  ["a fault", () => new Response("{}", { status: 500 }), /in trouble \(500\)/, false],
  ["too many requests", () => new Response("", { status: 429 }), /in trouble \(429\)/, true],
  ["a page of a proxy", () => new Response("<h1>Bad gateway</h1>", { status: 502, headers: html }), /in trouble \(502\)/, true],
  ["a busy server", () => new Response('{"detail": "Too much work."}', { status: 503, headers: { "Retry-After": "3" } }), /Too much work\./, true],
  ["a proxy that waited", () => new Response("", { status: 504 }), /in trouble \(504\)/, true],
  ["a body that is no JSON", () => new Response("{"), NO_ANSWER, true],
  ["a page that is not ours", () => new Response("<h1>Sign in</h1>", { headers: html }), NOT_OURS, true],
  ["a network that asks to sign in", () => new Response("<h1>Sign in</h1>", { status: 511, headers: html }), NOT_OURS, true],
  ["a redirect", () => Response.error(), NOT_OURS, true], // as fetch gives one that is not to be followed: with status 0
  [
    "no network",
    () => {
      throw new TypeError("fetch failed");
    },
    NO_ANSWER,
    true,
  ],
]) // prettier-ignore
  test(`trouble: ${name}`, async () => {
    await assert.rejects(createRequester(async () => reply())("/"), (error) => {
      assert.ok(error instanceof Trouble);
      typeof said === "string" ? assert.equal(error.message, said) : assert.match(error.message, said);
      assert.equal(error.passing, passing);
      assert.equal(error.retryAfter, name === "a busy server" ? "3" : null);
      return true;
    });
  });

test("no redirect is followed: none of our answers is one", async () => {
  let options;
  await createRequester(async (_url, given) => {
    options = given;
    return new Response("{}");
  })("/");
  assert.equal(options.redirect, "manual");
});
