/** The views' modules by their ids, as the build puts them together from the contract. */
declare module "views" {
  export const VIEWS: Record<import("../state/types.js").Boot["view"], () => import("./embed.js").View | Promise<import("./embed.js").View>>;
}
