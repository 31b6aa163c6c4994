/** In front of the script of a file with mini-batches, and of no other: what computes their runs. */
import { withBatches } from "../kernel/batches.js";

globalThis.withBatches = withBatches;
