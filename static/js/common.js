/**
 * What pages and their later pieces share. Each piece imports all of it, and so all of it is one file: else what some pieces
 * share with a page, and others do not, would be a file for every such set, and each costs a request.
 */
import "./api.js";
import "./dom.js";
import "./format.js";
import "./layers.js";
import "./layout.js";
import "./ledger.js";
import "./link.js";
import "./marks/curves.js";
import "./palette.js";
import "./panels/box.js";
import "./panels/direction.js";
import "./panels/fields.js";
import "./panels/further.js";
import "./quiz.js";
import "./scenario.js";
import "./store.js";
import "./svg.js";
import "./turn.js";
import "./words.js";
