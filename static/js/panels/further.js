/**
 * What draws further runs comes with the first of them.
 *
 * @param {import("../store.js").Store} store
 * @param {import("../types.js").Catalogue} catalogue
 * @param {import("./map.js").MapPanel | null} map
 * @param {import("./charts.js").ChartPanels | null} charts
 */
export function furtherRuns(store, catalogue, map, charts) {
  /** @type {Promise<void> | null} */
  let coming = null;
  store.listen(({ scenario }) => {
    if (scenario.vs?.length) coming ??= import("./later.js").then(({ othersPanel }) => othersPanel(store, catalogue, map, charts));
  });
}
