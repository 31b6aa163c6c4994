/** The views' modules by their ids, as the build puts them together from the contract. */
declare module "views" {
  export const VIEWS: Record<string, () => import("./embed.js").View | Promise<import("./embed.js").View>>;
}
