/**
 * What pages and their later pieces share. Each piece imports all of it, and so all of it is one file: else what some pieces
 * share with a page, and others do not, would be a file for every such set, and each costs a request.
 */
import "../state/api.js";
import "./dom.js";
import "../text/numbers.js";
import "../state/layers.js";
import "../draw/layout.js";
import "../state/ledger.js";
import "../state/link.js";
import "../draw/marks/curves.js";
import "../draw/palette.js";
import "./panels/box.js";
import "./panels/direction.js";
import "./panels/fields.js";
import "./panels/compare/further.js";
import "../state/quiz.js";
import "../state/scenario.js";
import "../state/store.js";
import "../draw/svg.js";
import "../state/turn.js";
import "../text/words.js";
