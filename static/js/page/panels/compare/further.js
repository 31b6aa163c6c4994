/**
 * What draws further runs comes with the first of them; where a page begins with some, one may wait for it.
 *
 * @param {import("../../../state/store.js").Store} store
 * @param {import("../../../state/types.js").Catalogue} catalogue
 * @param {import("../map.js").MapPanel | null} map
 * @param {import("../charts.js").ChartPanels | null} charts
 */
export async function furtherRuns(store, catalogue, map, charts) {
  /** @type {Promise<void> | null} */
  let coming = null;
  const look = () => {
    if (!store.get().scenario.vs?.length) return;
    coming ??= import("./index.js").then(({ othersPanel }) => othersPanel(store, catalogue, map, charts));
  };
  store.listen(look);
  look();
  await coming;
}
