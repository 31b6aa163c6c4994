/** For the playground's head, as a script that the first paint waits for: without it what was used already would flash. */
import { recallSeen } from "./seen.js";

recallSeen();
// The headline is for those who come for the first time; it stays for as long as this page is open.
const { dataset } = document.documentElement;
if (dataset.seen) dataset.returning = "";
