import { t } from "../../i18n/i18n";
import type { Label } from "../model/model";

/** What a label is called: by its colour where it has no name. */
export const labelName = ({ name, colour }: Pick<Label, "name" | "colour">): string => name || t(`colour.${colour}` as "colour.gray");
