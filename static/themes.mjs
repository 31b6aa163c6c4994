// `light-dark()` written out: Safari knows it since 17.5, and where it is not known every colour that comes from it is
// lost. The sources keep it, as the one place where a colour's pair stands; what is built holds the colours of the light
// theme, and those of the dark one for who prefers or chooses it. Paper is light, its preview too. Each rule weighs as much as the one it
// comes from, so that what later sets a token, as for forced colours, still does.

const RULE = /([^{}]+)\{([^{}]*light-dark\([^{}]*)\}/g;
const PAIR = /light-dark\(((?:[^,()]|\([^()]*\))+),\s*((?:[^,()]|\([^()]*\))+)\)/g;

/** @param {string} css plain, with `light-dark()` in rules for :root only */
export function withoutLightDark(css) {
  return css.replace(/\/\*.*?\*\//gs, "").replace(RULE, (_, selector, body) => {
    const root = selector.trim();
    if (root !== ":root") throw new Error(`light-dark() in a rule for ${root}: it belongs to tokens in :root.`);
    const declarations = body
      .split(";")
      .map((/** @type {string} */ part) => part.trim())
      .filter(Boolean);
    const light = declarations.map((/** @type {string} */ part) => part.replace(PAIR, "$1"));
    const pairs = declarations.filter((/** @type {string} */ part) => part.includes("light-dark("));
    const dark = pairs.map((/** @type {string} */ part) => part.replace(PAIR, "$2")).join("; ");
    return `
:root, .paper { ${light.join("; ")} }
@media screen and (prefers-color-scheme: dark) { :root:where(:not([data-theme="light"])) { ${dark} } }
@media screen { :root:where([data-theme="dark"]) { ${dark} } }
`;
  });
}
