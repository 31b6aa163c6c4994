/** In which language the server is asked. */
import { language } from "#language";

/** The API speaks it where no language is named. */
const DEFAULT = "en";

/** For questions: the tag of the page's language; undefined where it goes without saying. */
export const LANGUAGE = language.tag === DEFAULT ? undefined : language.tag;
