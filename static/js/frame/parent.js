/**
 * The page around a frame.
 *
 * @typedef {{ post: (message: object) => void, listen: (hear: (data: any) => void) => void, secret: () => string | null }} Port
 */

/**
 * For the frame's script: the page around this one. Who that is cannot be known, so messages go to any origin; messages from
 * other windows are ignored.
 *
 * @returns {Port}
 */
export const parentPort = () => ({
  post: (message) => parent !== window && parent.postMessage(message, "*"),
  listen: (hear) => addEventListener("message", ({ source, data }) => source === parent && parent !== window && hear(data)),
  secret: () => /#\?secret=([A-Za-z0-9]+)$/.exec(location.hash)?.[1] ?? null,
});
