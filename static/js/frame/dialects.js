/**
 * Messages in the formats of other hosts, besides those of docs/embedding.md.
 *
 * @typedef {import("./parent.js").Port} Port
 */

/** For messages: tells the page around the frame how tall it is, in each host's format. @param {number} height @param {Port} port */
export function tellHeight(height, port) {
  port.post({ type: "gd:resize", height });
  // Canvas takes the message as an object or as JSON and fits any frame that its page holds: lti.frameResize.ts, messages.ts in
  // github.com/instructure/canvas-lms under ui/shared/lti/jquery.
  port.post({ subject: "lti.frameResize", height });
  // WordPress identifies its frames by a secret after the hash, and shows them between 200 and 1000 pixels: wp-embed.js, in
  // github.com/WordPress/wordpress-develop src/js/_enqueues/wp/embed.js.
  const secret = port.secret();
  if (secret) port.post({ message: "height", value: height, secret });
}

/**
 * For the frame's script: asks WordPress to open the links of the frame. WordPress puts figures of other sites into a sandbox
 * that opens no window. A link is asked of its page instead, which goes there itself where the link is of the frame's own
 * host and the frame has the focus: wp-embed.js again, and on this side wp-embed-template.js beside it, which like this
 * leaves keys that want another window alone.
 *
 * @param {Port} port
 * @param {EventTarget} root
 */
export function tellLinks(port, root) {
  root.addEventListener("click", (event) => {
    const { target, defaultPrevented, button, altKey, ctrlKey, metaKey, shiftKey } = /** @type {MouseEvent} */ (event);
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (target).closest("a[href]"));
    const secret = port.secret();
    if (!link || !secret || defaultPrevented || button || altKey || ctrlKey || metaKey || shiftKey) return;
    event.preventDefault();
    port.post({ message: "link", value: link.href, secret });
  });
}
