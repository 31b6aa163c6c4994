/** For a page's script, once: what the server put into the page. */
import { byId } from "./dom.js";

/** For a page's script: the data that the server put into the page. @returns {import("../state/types.js").Boot} */
export const readBoot = () => JSON.parse(byId("boot").textContent ?? "");
