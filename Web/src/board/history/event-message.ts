import type { MessageKey } from "../../i18n/i18n";
import type { BoardEvent, Card } from "../model/model";

const kinds: Readonly<Record<string, MessageKey>> = {
  boardCreated: "activity.board-created",
  boardChanged: "activity.board-changed",
  boardArchived: "activity.board-archived",
  boardRestored: "activity.board-restored",
  boardDeleted: "activity.board-deleted",
  columnAdded: "activity.column-added",
  columnChanged: "activity.column-changed",
  columnMoved: "activity.column-moved",
  columnClosed: "activity.column-removed",
  columnRemoved: "activity.column-removed",
  columnRekeyed: "activity.column-tidied",
  cardsMoved: "activity.cards-moved",
  cardsArchived: "activity.cards-archived",
  cardCreated: "activity.card-created",
  cardMoved: "activity.card-moved",
  cardArchived: "activity.card-archived",
  cardRestored: "activity.card-restored",
  cardDeleted: "activity.card-deleted",
  cardCopied: "activity.card-copied",
  cardRenamed: "activity.card-renamed",
  cardSent: "activity.card-sent",
  cardReceived: "activity.card-received",
  cardRecurred: "activity.card-recurred",
  cardLabelled: "activity.card-labels",
  cardUnlabelled: "activity.card-labels",
  cardAssigned: "activity.card-people",
  cardUnassigned: "activity.card-people",
  descriptionChanged: "activity.description",
  checklistAdded: "activity.checklist",
  checklistRenamed: "activity.checklist",
  checklistRemoved: "activity.checklist",
  entryAdded: "activity.checklist",
  entryChanged: "activity.checklist",
  entryRemoved: "activity.checklist",
  commentAdded: "activity.commented",
  commentEdited: "activity.comment-changed",
  commentDeleted: "activity.comment-changed",
  labelAdded: "activity.labels",
  labelChanged: "activity.labels",
  labelRemoved: "activity.labels",
  ruleAdded: "activity.rules",
  ruleChanged: "activity.rules",
  ruleRemoved: "activity.rules",
  ruleSkipped: "activity.rule-skipped",
  inviteAdded: "activity.invites",
  inviteRevoked: "activity.invites",
  memberJoined: "activity.joined",
  memberLeft: "activity.left",
  memberRemoved: "activity.left",
  assignmentsEnded: "activity.assignments-ended",
  assignmentsRestored: "activity.assignments-restored",
  roleChanged: "activity.left",
  undone: "activity.undid",
};

const properties: readonly (readonly [MessageKey, readonly (keyof Card)[]])[] = [
  ["activity.card-dates", ["start", "due"]],
  ["activity.card-priority", ["priority"]],
  ["activity.card-estimate", ["estimate"]],
  ["activity.card-cover", ["cover"]],
  ["activity.card-labels", ["labels"]],
  ["activity.card-people", ["assignees"]],
];

/** The sentence that tells of an event; one that fits for kinds of a later version. */
export function eventMessage({ kind, cards }: Pick<BoardEvent, "kind" | "cards">): MessageKey {
  const [change] = cards?.length === 1 ? cards : [];
  if (kind === "cardChanged" && change !== undefined) {
    return changedProperty(change.before, change.after) ?? "activity.card-changed";
  }
  // Within its column a drop into another swimlane is about what the swimlane stands for.
  if (kind === "cardMoved" && change?.before?.columnId === change?.after?.columnId) {
    return changedProperty(change?.before, change?.after) ?? "activity.card-moved";
  }
  return kinds[kind] ?? (change === undefined ? "activity.changed" : "activity.card-changed");
}

/** The sentence for the one kind of property that differs; null for none or several. */
function changedProperty(before: Card | null | undefined, after: Card | null | undefined): MessageKey | null {
  const changed = properties.filter(([, names]) => names.some((name) => JSON.stringify(before?.[name] ?? null) !== JSON.stringify(after?.[name] ?? null)));
  return changed.length === 1 ? changed[0]?.[0] ?? null : null;
}
