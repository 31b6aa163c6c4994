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

for (const [name, reply, said] of [
  ["a refusal", () => new Response('{"detail": "eta must be at most 3."}', { status: 422 }), /eta must be at most 3\./],
  ["a page of a proxy", () => new Response("<h1>Bad gateway</h1>", { status: 502 }), /in trouble \(502\)/],
  ["a body that is no JSON", () => new Response("{"), NO_ANSWER],
  [
    "no network",
    () => {
      throw new TypeError("fetch failed");
    },
    NO_ANSWER,
  ],
]) // prettier-ignore
  test(`trouble: ${name}`, async () => {
    await assert.rejects(createRequester(async () => reply())("/"), (error) => {
      assert.ok(error instanceof Trouble);
      typeof said === "string" ? assert.equal(error.message, said) : assert.match(error.message, said);
      return true;
    });
  });
