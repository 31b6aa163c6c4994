// For `node --import`: the scripts speak the language of the variable LANGUAGE, a record as JSON, in the place of English.
import { register } from "node:module";

const asModule = (text) => `data:text/javascript,${encodeURIComponent(text)}`;
const url = asModule(`export const language = ${process.env.LANGUAGE};`);
const hook = `(name, context, next) => (name === "#language" ? { url: ${JSON.stringify(url)}, shortCircuit: true } : next(name, context))`;
register(asModule(`export const resolve = ${hook};`));
