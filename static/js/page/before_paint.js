/** For the playground's head, as a script that the first paint waits for: without it what was used already would flash. */
import { recallSeen } from "./seen.js";

recallSeen();
